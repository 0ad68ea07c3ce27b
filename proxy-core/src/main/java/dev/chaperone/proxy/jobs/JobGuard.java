package dev.chaperone.proxy.jobs;

import dev.chaperone.proxy.stage.Refusal;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.recordings.Ownership;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps agents out of each other's jobs, anonymous result tables and uploads (DESIGN section 5).
 * What the caller does not own does not exist for it: 404 in BigQuery's words.
 */
public final class JobGuard {
  private final OwnershipBook book;

  public JobGuard(OwnershipBook book) {
    this.book = book;
  }

  /**
   * Checks a recognised call.
   *
   * @param parentOf asks upstream for a job's parent, recorded; used only for a job nobody owns
   *     yet, which may be a script's child
   * @return where the job is, to be named upstream so that no other job of the same id elsewhere
   *     answers; {@code ""} if the call names no job or its location is not known
   * @throws Refusal 404 if the call reaches for what the caller does not own
   */
  public String check(
      BigQueryCall call, Identity caller, Function<JobKey, Optional<JobKey>> parentOf) {
    String location = jobOf(call).map(key -> checkJob(key, caller, parentOf)).orElse("");
    checkTable(call, caller);
    call.query()
        .first("upload_id")
        .ifPresent(
            id -> {
              if (!book.owns(caller, Owned.upload(UploadIds.digest(id)))) {
                throw notFound("Upload");
              }
            });
    return location;
  }

  /** The existing job that a call names in its path. */
  public static Optional<JobKey> jobOf(BigQueryCall call) {
    String parameter =
        switch (call.method().name()) {
          case "bigquery.jobs.get", "bigquery.jobs.cancel", "bigquery.jobs.delete" -> "jobId";
          case "bigquery.jobs.getQueryResults" -> "jobId";
          default -> "";
        };
    if (parameter.isEmpty()) {
      return Optional.empty();
    }
    String location = call.query().first("location").orElse(JobKey.UNKNOWN_LOCATION);
    JobSpelling.checkLocation(location);
    return Optional.of(
        new JobKey(
            call.pathParameters().getOrDefault("projectId", ""),
            location,
            call.pathParameters().getOrDefault(parameter, "")));
  }

  /** Refuses a table of an anonymous dataset that the caller does not own. */
  public void checkAnonymous(String project, String dataset, String table, Identity caller) {
    if (isAnonymous(dataset) && !book.owns(caller, Owned.table(project, dataset, table))) {
      throw notFound("Table " + project + ":" + dataset + "." + table);
    }
  }

  /**
   * BigQuery keeps query results in datasets whose name starts with an underscore. An id in a body
   * may have its project before it.
   */
  public static boolean isAnonymous(String dataset) {
    int project = Math.max(dataset.lastIndexOf(':'), dataset.lastIndexOf('.'));
    return dataset.substring(project + 1).strip().startsWith("_");
  }

  private String checkJob(
      JobKey key, Identity caller, Function<JobKey, Optional<JobKey>> parentOf) {
    Optional<Ownership> known = book.ownerOf(Owned.job(key));
    if (known.isPresent()) {
      if (!known.get().owner().equals(caller)) {
        throw notFound("Job " + key.project() + ":" + key.jobId());
      }
      return known.get().location();
    }
    boolean childOfOwn =
        parentOf.apply(key).map(parent -> book.owns(caller, Owned.job(parent))).orElse(false);
    if (!childOfOwn) {
      throw notFound("Job " + key.project() + ":" + key.jobId());
    }
    return key.location();
  }

  private void checkTable(BigQueryCall call, Identity caller) {
    String dataset = call.pathParameters().getOrDefault("datasetId", "");
    if (!isAnonymous(dataset)) {
      return;
    }
    String project = call.pathParameters().getOrDefault("projectId", "");
    String table = call.pathParameters().getOrDefault("tableId", "");
    if (table.isEmpty()) {
      throw notFound("Dataset " + project + ":" + dataset);
    }
    checkAnonymous(project, dataset, table, caller);
  }

  private static Refusal notFound(String what) {
    return new Refusal("not-owned", 404, "notFound", "Not found: " + what);
  }
}
