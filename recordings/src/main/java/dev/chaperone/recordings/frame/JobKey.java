package dev.chaperone.recordings.frame;

/**
 * Names a BigQuery job: project, location and job id (DESIGN section 5).
 *
 * @param location the job's location in BigQuery's spelling, {@code ""} while it is not known
 */
public record JobKey(String project, String location, String jobId) {
  public static final String UNKNOWN_LOCATION = "";

  public JobKey {
    if (project.isEmpty() || jobId.isEmpty()) {
      throw new IllegalArgumentException("a job key needs a project and a job id");
    }
  }

  public boolean hasLocation() {
    return !location.isEmpty();
  }

  /** Same job as far as both sides know: an unknown location matches any. */
  public boolean matches(JobKey other) {
    return project.equals(other.project)
        && jobId.equals(other.jobId)
        && (!hasLocation() || !other.hasLocation() || location.equalsIgnoreCase(other.location));
  }

  @Override
  public String toString() {
    return project + ":" + location + "." + jobId;
  }
}
