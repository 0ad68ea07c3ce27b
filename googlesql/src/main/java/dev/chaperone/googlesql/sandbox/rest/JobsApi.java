package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
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

/** The methods of bigquery.jobs. */
final class JobsApi {
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(200);
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

  void query(HttpCall call, String project) throws IOException, ApiException, InterruptedException {
    JsonNode body = call.body();
    QueryRequest request = QueryRequest.read(body);
    if (body.path("dryRun").asBoolean(false)) {
      Analysis analysis = runner.analyze(request);
      call.respond(200, json -> dryRunAnswer(json, project, analysis));
      return;
    }
    TimestampFormat timestamps = TimestampFormat.of(body.path("formatOptions"));
    Job fresh = new Job(project, newJobId.get(), QueryRequest.configuration(body), clock.instant());
    String requestId = body.path("requestId").asText("");
    Job job = requestId.isEmpty() ? fresh : jobs.addOnce(requestId, fresh);
    if (job == fresh) {
      jobs.add(job);
      runner.start(job, request);
    }
    Optional<Long> timeout = number(body, "timeoutMs");
    Optional<Job.End> end = job.await(wait(timeout));
    answer(call, "bigquery#queryResponse", job, end, timestamps, number(body, "maxResults"));
  }

  void getQueryResults(HttpCall call, String project, String jobId)
      throws IOException, ApiException, InterruptedException {
    Job job = find(project, jobId);
    TimestampFormat timestamps = timestamps(call);
    Optional<Job.End> end = job.await(wait(call.number("timeoutMs")));
    answer(
        call, "bigquery#getQueryResultsResponse", job, end, timestamps, call.number("maxResults"));
  }

  static TimestampFormat timestamps(HttpCall call) throws ApiException {
    return TimestampFormat.of(
        call.parameter("formatOptions.timestampOutputFormat").orElse(""),
        call.parameter("formatOptions.useInt64Timestamp")
            .filter(v -> v.equalsIgnoreCase("true"))
            .isPresent());
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
      Analysis analysis = runner.analyze(request);
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
    Job job = find(project, jobId);
    call.respond(200, json -> JobWriter.job(json, job, call.base()));
  }

  void cancel(HttpCall call, String project, String jobId) throws IOException, ApiException {
    Job job = find(project, jobId);
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
    jobs.remove(find(project, jobId));
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

  private void answer(
      HttpCall call,
      String kind,
      Job job,
      Optional<Job.End> end,
      TimestampFormat timestamps,
      Optional<Long> maxResults)
      throws IOException, ApiException {
    if (end.isEmpty()) {
      call.respond(
          200,
          json -> {
            json.writeStartObject();
            json.writeStringField("kind", kind);
            JobWriter.reference(json, job.project(), Optional.of(job.id()));
            json.writeBooleanField("jobComplete", false);
            json.writeEndObject();
          });
      return;
    }
    switch (end.get().outcome()) {
      case Job.Outcome.Failed failed -> throw failed.error();
      case Job.Outcome.Succeeded done -> {
        Page page =
            Page.of(
                RowWriter.all(done.result(), timestamps),
                done.result().rows().size(),
                call.parameter("pageToken").filter(t -> !t.isEmpty()),
                call.number("startIndex"),
                maxResults);
        call.respond(200, json -> results(json, kind, job, done, page));
      }
    }
  }

  private static void results(
      JsonGenerator json, String kind, Job job, Job.Outcome.Succeeded done, Page page)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", kind);
    if (kind.endsWith("getQueryResultsResponse")) {
      json.writeStringField("etag", JobWriter.etag(job.id() + page.from() + "-" + page.to()));
    }
    json.writeFieldName("schema");
    SchemaWriter.result(json, done.result().columns());
    JobWriter.reference(json, job.project(), Optional.of(job.id()));
    page.writeTo(json);
    json.writeStringField("totalBytesProcessed", Long.toString(done.analysis().bytesProcessed()));
    json.writeBooleanField("jobComplete", true);
    json.writeBooleanField("cacheHit", false);
    json.writeEndObject();
  }

  private static void dryRunAnswer(JsonGenerator json, String project, Analysis analysis)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "bigquery#queryResponse");
    json.writeFieldName("schema");
    SchemaWriter.result(json, analysis.schema());
    JobWriter.reference(json, project, Optional.empty());
    json.writeStringField("totalBytesProcessed", Long.toString(analysis.bytesProcessed()));
    json.writeBooleanField("jobComplete", true);
    json.writeBooleanField("cacheHit", false);
    json.writeEndObject();
  }

  private Job find(String project, String jobId) throws ApiException {
    return jobs.find(project, jobId)
        .orElseThrow(() -> ApiException.notFound("Job %s:%s".formatted(project, jobId)));
  }

  private static Duration wait(Optional<Long> timeoutMs) {
    Duration asked = timeoutMs.map(Duration::ofMillis).orElse(DEFAULT_WAIT);
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private static Optional<Long> number(JsonNode body, String field) throws ApiException {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseUnsignedLong(value.asText()));
    } catch (NumberFormatException e) {
      throw ApiException.invalid("Invalid value for %s: %s".formatted(field, value.asText()));
    }
  }
}
