package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.googlesql.sandbox.engine.Analysis;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The methods of bigquery.jobs that start, show and end jobs. */
final class JobsApi {
  private static final Duration INSERT_WAIT = Duration.ofMillis(500);
  private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9_-]{1,1024}");

  private final Jobs jobs;
  private final QueryRunner runner;
  private final Clock clock;
  private final Supplier<String> newJobId;

  JobsApi(Jobs jobs, QueryRunner runner, Clock clock, Supplier<String> newJobId) {
    this.jobs = jobs;
    this.runner = runner;
    this.clock = clock;
    this.newJobId = newJobId;
  }

  void insert(HttpCall call, String project)
      throws IOException, ApiException, InterruptedException {
    JsonNode body = call.body();
    JsonNode configuration = body.path("configuration");
    for (String kind : List.of("load", "copy", "extract")) {
      if (configuration.hasNonNull(kind)) {
        throw ApiException.notImplemented(kind + " jobs.");
      }
    }
    if (!(configuration instanceof ObjectNode given) || !configuration.hasNonNull("query")) {
      throw ApiException.required("configuration.query");
    }
    QueryRequest request = QueryRequest.read(configuration.path("query"));
    Optional<String> givenId =
        Optional.ofNullable(body.path("jobReference").get("jobId"))
            .map(JsonNode::asText)
            .filter(id -> !id.isEmpty());
    if (givenId.isPresent() && !JOB_ID.matcher(givenId.get()).matches()) {
      throw ApiException.invalid("Invalid job ID \"%s\".".formatted(givenId.get()));
    }
    if (configuration.path("dryRun").asBoolean(false)) {
      Analysis analysis = runner.analyze(request).analysis();
      call.respond(
          200,
          json ->
              JobWriter.dryRun(
                  json, project, givenId, given.deepCopy(), analysis, clock.instant()));
      return;
    }
    Job job = new Job(project, givenId.orElseGet(newJobId), given.deepCopy(), clock.instant());
    if (!jobs.add(job)) {
      throw new ApiException(
          409, "duplicate", "Already Exists: Job %s:US.%s".formatted(project, job.id()));
    }
    runner.start(job, request);
    var unused = job.await(INSERT_WAIT);
    call.respond(200, json -> JobWriter.job(json, job, call.base()));
  }

  void get(HttpCall call, String project, String jobId) throws IOException, ApiException {
    Job job = jobs.get(project, jobId);
    call.respond(200, json -> JobWriter.job(json, job, call.base()));
  }

  void cancel(HttpCall call, String project, String jobId) throws IOException, ApiException {
    Job job = jobs.get(project, jobId);
    job.finish(
        new Job.Outcome.Failed(
            new ApiException(
                400, "stopped", "Job execution was cancelled: User requested cancellation")),
        clock.instant());
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#jobCancelResponse");
          json.writeFieldName("job");
          JobWriter.job(json, job, call.base());
          json.writeEndObject();
        });
  }

  void delete(HttpCall call, String project, String jobId) throws IOException, ApiException {
    jobs.remove(jobs.get(project, jobId));
    call.respondEmpty();
  }

  void list(HttpCall call, String project) throws IOException, ApiException {
    // No job here is a script, so none has children.
    List<Job> found = call.parameter("parentJobId").isPresent() ? List.<Job>of() : jobs.of(project);
    int limit = (int) Math.min(call.number("maxResults").orElse(50L), 1_000);
    String state = call.parameter("stateFilter").orElse("");
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#jobList");
          json.writeStringField("etag", JobWriter.etag(project + found.size()));
          json.writeArrayFieldStart("jobs");
          int written = 0;
          for (Job job : found) {
            String is = job.end().isPresent() ? "done" : "running";
            if (written < limit && (state.isEmpty() || state.equalsIgnoreCase(is))) {
              JobWriter.listed(json, job);
              written++;
            }
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
