package dev.chaperone.proxy.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import java.util.ArrayList;
import java.util.List;

/** Reads and edits a Job resource. */
public final class JobAnswer {
  private JobAnswer() {}

  /** The job and its anonymous result table. */
  public static List<Owned> owned(ObjectNode job) {
    List<Owned> owned = new ArrayList<>();
    JsonNode reference = job.path("jobReference");
    String project = reference.path("projectId").asText("");
    String id = reference.path("jobId").asText("");
    if (!project.isEmpty() && !id.isEmpty()) {
      owned.add(Owned.job(new JobKey(project, reference.path("location").asText(""), id)));
    }
    JsonNode table = job.path("configuration").path("query").path("destinationTable");
    if (table.path("datasetId").asText("").startsWith("_")) {
      owned.add(
          Owned.table(
              table.path("projectId").asText(""),
              table.path("datasetId").asText(""),
              table.path("tableId").asText("")));
    }
    return owned;
  }

  /** Takes the destination table out. */
  public static void hideDestination(ObjectNode job) {
    if (job.path("configuration").path("query") instanceof ObjectNode query) {
      query.remove("destinationTable");
    }
  }
}
