package dev.chaperone.recordings.frame;

/**
 * Something upstream that belongs to the identity of the session whose frame names it.
 *
 * @param name for a job {@code project:jobId}, for a table {@code project.dataset.table}, for an
 *     upload the SHA-256 of its id in hex
 * @param location BigQuery location, {@code ""} if not known
 */
public record Owned(Kind kind, String name, String location) {
  public enum Kind {
    JOB,
    TABLE,
    UPLOAD
  }

  public static Owned job(JobKey key) {
    return new Owned(Kind.JOB, key.project() + ":" + key.jobId(), key.location());
  }

  public static Owned table(String project, String dataset, String table) {
    return new Owned(Kind.TABLE, project + "." + dataset + "." + table, "");
  }

  public static Owned upload(String uploadIdSha256Hex) {
    return new Owned(Kind.UPLOAD, uploadIdSha256Hex, "");
  }
}
