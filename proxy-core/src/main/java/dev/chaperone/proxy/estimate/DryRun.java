package dev.chaperone.proxy.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.catalogue.GatewayCalls.Reply;
import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.sql.Fact;
import java.util.Optional;

/** The gateway's own dry run: how it is asked, and what its answer is worth. */
final class DryRun {
  private static final JsonMapper JSON = new JsonMapper();

  private DryRun() {}

  /** The job's configuration and place, and nothing else that a client may have put there. */
  static ObjectNode request(ObjectNode job) {
    ObjectNode request = JSON.createObjectNode();
    ObjectNode configuration =
        job.path("configuration") instanceof ObjectNode given
            ? given.deepCopy()
            : JSON.createObjectNode();
    configuration.remove("labels");
    configuration.put("dryRun", true);
    if (configuration.path("query") instanceof ObjectNode query) {
      // A cached result costs nothing now, but may be gone when the job runs.
      query.put("useQueryCache", false);
    }
    request.set("configuration", configuration);
    String location = job.at("/jobReference/location").asText("");
    if (!location.isEmpty()) {
      ObjectNode reference = request.putObject("jobReference").put("location", location);
      String project = job.at("/jobReference/projectId").asText("");
      if (!project.isEmpty()) {
        reference.put("projectId", project);
      }
    }
    return request;
  }

  static Estimate estimate(Reply.Answered answered) {
    Optional<ObjectNode> json = answered.json();
    if (answered.status() != 200 || json.isEmpty()) {
      return failed(answered.status(), json);
    }
    return estimate(json.get());
  }

  private static Estimate failed(int status, Optional<ObjectNode> json) {
    JsonNode error = json.<JsonNode>map(j -> j.path("error")).orElse(JSON.createObjectNode());
    String reason = error.at("/errors/0/reason").asText("");
    String why =
        "BigQuery answered the dry run with "
            + status
            + (reason.isEmpty() ? "" : " (" + reason + ")");
    // These two speak of the text and of names in it, never of values in tables.
    boolean ofTheText =
        status == 400 && reason.equals("invalidQuery")
            || status == 404 && reason.equals("notFound");
    return ofTheText
        ? Estimate.rejected(
            why, new BigQueryError(status, reason, error.path("message").asText(reason)))
        : Estimate.unknown(why);
  }

  private static Estimate estimate(ObjectNode job) {
    JsonNode statistics = job.path("statistics");
    JsonNode query = statistics.path("query");
    String accuracy = query.path("totalBytesProcessedAccuracy").asText("UNKNOWN");
    String type = query.path("statementType").asText("");
    Fact<Long> bytes =
        job.at("/configuration/dryRun").asBoolean(false)
            ? bytes(statistics, accuracy, type)
            : Fact.unknown("BigQuery's answer is not one to a dry run");
    return new Estimate(
        bytes,
        bytes.isKnown() && accuracy.equals("PRECISE"),
        accuracy,
        "dry-run",
        job.at("/jobReference/location").asText(""),
        type);
  }

  private static Fact<Long> bytes(JsonNode statistics, String accuracy, String type) {
    if (type.equals("SCRIPT")) {
      return Fact.unknown("a dry run does not tell what a script reads");
    }
    if (!accuracy.equals("PRECISE") && !accuracy.equals("UPPER_BOUND")) {
      return Fact.unknown("BigQuery calls its figure " + accuracy);
    }
    long bytes;
    try {
      bytes = Long.parseLong(statistics.path("totalBytesProcessed").asText(""));
    } catch (NumberFormatException e) {
      return Fact.unknown("the dry run tells no bytes");
    }
    if (bytes < 0) {
      return Fact.unknown("the dry run tells no bytes");
    }
    // Where row access policies hide the figure, BigQuery says 0.
    return bytes == 0 && !statistics.at("/query/referencedTables").isEmpty()
        ? Fact.unknown("tables are read and 0 bytes told: row access policies may hide the figure")
        : Fact.known(bytes);
  }
}
