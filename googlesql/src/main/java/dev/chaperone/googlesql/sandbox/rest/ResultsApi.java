package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.googlesql.sandbox.engine.Analysis;
import dev.chaperone.googlesql.sandbox.engine.Relation;
import dev.chaperone.googlesql.sandbox.engine.Result;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The two methods of bigquery.jobs that answer rows: query and getQueryResults. */
final class ResultsApi {
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(200);

  private final Jobs jobs;
  private final QueryRunner runner;
  private final Clock clock;
  private final Supplier<String> newJobId;

  ResultsApi(Jobs jobs, QueryRunner runner, Clock clock, Supplier<String> newJobId) {
    this.jobs = jobs;
    this.runner = runner;
    this.clock = clock;
    this.newJobId = newJobId;
  }

  void query(HttpCall call, String project) throws IOException, ApiException, InterruptedException {
    JsonNode body = call.body();
    QueryRequest request = QueryRequest.read(body);
    if (body.path("dryRun").asBoolean(false)) {
      Analysis analysis = runner.analyze(request).analysis();
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
    Job job = jobs.get(project, jobId);
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
        if (done.analysis().rows().isEmpty()) {
          call.respond(200, json -> withoutRows(json, kind, job, done));
          return;
        }
        Relation rows = done.result().rows();
        Page page =
            Page.of(
                RowWriter.all(rows, timestamps),
                rows.rows().size(),
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
    SchemaWriter.result(json, done.result().rows().columns());
    JobWriter.reference(json, job.project(), Optional.of(job.id()));
    page.writeTo(json);
    json.writeStringField("totalBytesProcessed", Long.toString(done.analysis().bytesProcessed()));
    json.writeBooleanField("jobComplete", true);
    json.writeBooleanField("cacheHit", false);
    json.writeEndObject();
  }

  /** Neither schema nor totalRows: that is how clients know that there are none. */
  private static void withoutRows(
      JsonGenerator json, String kind, Job job, Job.Outcome.Succeeded done) throws IOException {
    boolean poll = kind.endsWith("getQueryResultsResponse");
    json.writeStartObject();
    json.writeStringField("kind", kind);
    if (poll) {
      json.writeStringField("etag", JobWriter.etag(job.id()));
    }
    JobWriter.reference(json, job.project(), Optional.of(job.id()));
    json.writeStringField("totalBytesProcessed", Long.toString(done.analysis().bytesProcessed()));
    json.writeBooleanField("jobComplete", true);
    json.writeBooleanField("cacheHit", false);
    Optional<Result.Affected> affected = done.result().affected();
    if (affected.isPresent()) {
      StatementWriter.affected(json, affected.get());
      if (!poll) {
        StatementWriter.changes(json, affected.get());
      }
    }
    json.writeEndObject();
  }

  private static void dryRunAnswer(JsonGenerator json, String project, Analysis analysis)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "bigquery#queryResponse");
    if (analysis.rows().isPresent()) {
      json.writeFieldName("schema");
      SchemaWriter.result(json, analysis.rows().get().schema());
    }
    JobWriter.reference(json, project, Optional.empty());
    json.writeStringField("totalBytesProcessed", Long.toString(analysis.bytesProcessed()));
    json.writeBooleanField("jobComplete", true);
    json.writeBooleanField("cacheHit", false);
    json.writeEndObject();
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
