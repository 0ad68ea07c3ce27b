package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.googlesql.sandbox.engine.Analysis;
import dev.chaperone.googlesql.sandbox.engine.TableId;
import dev.chaperone.googlesql.sandbox.engine.Warehouse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Writes the Job resource. */
final class JobWriter {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  static final String USER = "sandbox@example.com";

  private JobWriter() {}

  static void job(JsonGenerator json, Job job, String base) throws IOException {
    begin(json, job, base, "bigquery#job");
    rest(json, job);
    json.writeEndObject();
  }

  static void listed(JsonGenerator json, Job job) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "bigquery#job");
    json.writeStringField("id", fullId(job));
    reference(json, job.project(), Optional.of(job.id()));
    json.writeStringField("state", job.end().isPresent() ? "DONE" : "RUNNING");
    rest(json, job);
    json.writeEndObject();
  }

  private static void begin(JsonGenerator json, Job job, String base, String kind)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", kind);
    json.writeStringField("etag", etag(fullId(job) + job.end().isPresent()));
    json.writeStringField("id", fullId(job));
    json.writeStringField(
        "selfLink",
        "%s/projects/%s/jobs/%s?location=%s"
            .formatted(base, job.project(), job.id(), Warehouse.LOCATION));
    json.writeStringField("user_email", USER);
    reference(json, job.project(), Optional.of(job.id()));
  }

  private static void rest(JsonGenerator json, Job job) throws IOException {
    ObjectNode configuration = job.configuration().deepCopy();
    configuration.put("jobType", "QUERY");
    Optional<Job.End> end = job.end();
    ObjectNode query = configuration.withObjectProperty("query");
    query.put("priority", query.path("priority").asText("INTERACTIVE"));
    destination(job, end, query);
    configuration(json, configuration);
    json.writeObjectFieldStart("statistics");
    time(json, "creationTime", job.created());
    time(json, "startTime", job.created());
    if (end.isPresent()) {
      time(json, "endTime", end.get().at());
      if (end.get().outcome() instanceof Job.Outcome.Succeeded succeeded) {
        StatementWriter.write(json, succeeded.analysis(), Optional.of(succeeded.result()));
      }
    }
    json.writeEndObject();
    json.writeObjectFieldStart("status");
    json.writeStringField("state", end.isPresent() ? "DONE" : "RUNNING");
    if (end.isPresent() && end.get().outcome() instanceof Job.Outcome.Failed failed) {
      json.writeFieldName("errorResult");
      failed.error().writeProto(json);
      json.writeArrayFieldStart("errors");
      failed.error().writeProto(json);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** A dry run makes no job, but is answered in the form of one. */
  static void dryRun(
      JsonGenerator json,
      String project,
      Optional<String> jobId,
      ObjectNode configuration,
      Analysis analysis,
      Instant now)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "bigquery#job");
    json.writeStringField("etag", etag(project + analysis.query().sql()));
    json.writeStringField(
        "id", "%s:%s.%s".formatted(project, Warehouse.LOCATION, jobId.orElse("")));
    json.writeStringField("user_email", USER);
    reference(json, project, jobId);
    configuration.put("jobType", "QUERY");
    configuration(json, configuration);
    json.writeObjectFieldStart("statistics");
    time(json, "creationTime", now);
    StatementWriter.write(json, analysis, Optional.empty());
    json.writeEndObject();
    json.writeObjectFieldStart("status");
    json.writeStringField("state", "DONE");
    json.writeEndObject();
    json.writeEndObject();
  }

  static void reference(JsonGenerator json, String project, Optional<String> jobId)
      throws IOException {
    json.writeObjectFieldStart("jobReference");
    json.writeStringField("projectId", project);
    if (jobId.isPresent()) {
      json.writeStringField("jobId", jobId.get());
    }
    json.writeStringField("location", Warehouse.LOCATION);
    json.writeEndObject();
  }

  static String etag(String of) {
    return Integer.toHexString(of.hashCode()) + "/" + Integer.toHexString(of.length());
  }

  private static void configuration(JsonGenerator json, ObjectNode configuration)
      throws IOException {
    json.writeFieldName("configuration");
    json.writeRawValue(MAPPER.writeValueAsString(configuration));
  }

  /** Where the rows are, or what the statement wrote. */
  private static void destination(Job job, Optional<Job.End> end, ObjectNode query) {
    if (query.path("destinationTable").path("tableId").isTextual()
        && !query.path("destinationTable").path("datasetId").asText().startsWith("_")) {
      return;
    }
    if (end.map(Job.End::outcome).orElse(null) instanceof Job.Outcome.Succeeded succeeded
        && succeeded.analysis().rows().isEmpty()) {
      Optional<TableId> target = succeeded.analysis().target();
      if (target.isPresent()) {
        query
            .putObject("destinationTable")
            .put("projectId", succeeded.analysis().project())
            .put("datasetId", target.get().dataset())
            .put("tableId", target.get().name());
      }
      return;
    }
    query.put("writeDisposition", query.path("writeDisposition").asText("WRITE_TRUNCATE"));
    query
        .putObject("destinationTable")
        .put("projectId", job.project())
        .put("datasetId", job.anonymousDataset())
        .put("tableId", job.anonymousTable());
  }

  private static void time(JsonGenerator json, String name, Instant at) throws IOException {
    json.writeStringField(name, Long.toString(at.toEpochMilli()));
  }

  private static String fullId(Job job) {
    return "%s:%s.%s".formatted(job.project(), Warehouse.LOCATION, job.id());
  }
}
