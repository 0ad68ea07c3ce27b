package dev.chaperone.proxy.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.jobs.JobGuard;
import dev.chaperone.proxy.mask.BoundPlan;
import dev.chaperone.proxy.mask.MaskingStream;
import dev.chaperone.proxy.mask.ResultSchema;
import dev.chaperone.proxy.mask.TimestampForm;
import dev.chaperone.proxy.masking.MaskDesk;
import dev.chaperone.proxy.masking.Planned;
import dev.chaperone.proxy.review.Reviewed;
import dev.chaperone.proxy.surface.QueryString;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Owned;
import java.util.List;
import java.util.Optional;

/** Masks answers with rows while they pass, by where the rows come from. */
final class MaskRows {
  private static final List<String> VALIDATORS =
      List.of(
          "etag", "content-md5", "accept-ranges", "content-range", "x-goog-hash", "content-length");

  /** Tells agents which columns they do not see, lest they take NULL for no value. */
  private static final String MASKED = "X-Chaperone-Masked";

  private final MaskDesk desk;
  private final ParentLookup parents;
  private final ResultSchemas schemas;

  MaskRows(MaskDesk desk, ParentLookup parents, ResultSchemas schemas) {
    this.desk = desk;
    this.parents = parents;
    this.schemas = schemas;
  }

  /** Whether answers to this method have rows. */
  static boolean hasRows(BigQueryCall call) {
    return call.method().is("jobs.query")
        || call.method().is("jobs.getQueryResults")
        || call.method().is("tabledata.list");
  }

  void apply(Exchange exchange, BigQueryCall call) {
    TimestampForm timestamps = timestamps(exchange, call);
    if (call.method().is("tabledata.list")) {
      table(exchange, call, timestamps);
      return;
    }
    Planned planned = desk.plan(told(exchange, call), timestamps);
    if (planned.plan().isNothing()) {
      return;
    }
    Optional<ResultSchema> schema =
        call.method().is("jobs.query") || !mayLackSchema(call)
            ? Optional.empty()
            : JobGuard.jobOf(call).flatMap(job -> schemas.of(exchange, job));
    mask(exchange, planned, schema.map(planned.plan()::bind));
  }

  private void table(Exchange exchange, BigQueryCall call, TimestampForm timestamps) {
    String project = call.pathParameter("projectId");
    String dataset = call.pathParameter("datasetId");
    String table = call.pathParameter("tableId");
    MaskDesk.TableRows rows =
        desk.table(project, dataset, table, project, lookup -> exchange.recorder().record(lookup));
    Planned planned =
        desk.plan(
            JobGuard.isAnonymous(dataset)
                ? desk.lineageOf(Owned.table(project, dataset, table))
                : List.of(rows.lineage()),
            timestamps);
    if (planned.plan().isNothing()) {
      return;
    }
    BoundPlan bound =
        rows.schema().map(planned.plan()::bind).orElseGet(() -> planned.plan().bindBlindly());
    mask(
        exchange,
        planned,
        Optional.of(bound.select(call.query().firstMeaning("selectedFields").orElse(""))));
  }

  private void mask(Exchange exchange, Planned planned, Optional<BoundPlan> known) {
    Answer answer = exchange.answer();
    MaskingStream stream =
        known.isPresent()
            ? new MaskingStream(answer.body(), known.get())
            : new MaskingStream(answer.body(), planned.plan());
    exchange.masked(new MaskedRows(stream, planned));
    exchange.answer(
        new Answer(
            answer.status(),
            answer.upstreamStatus(),
            planned.told().isEmpty()
                ? withoutValidators(answer.headers())
                : withoutValidators(answer.headers()).with(MASKED, planned.told()),
            stream,
            -1));
  }

  /** What speaks of the body that upstream sent. */
  static Headers withoutValidators(Headers headers) {
    Headers rest = headers;
    for (String validator : VALIDATORS) {
      rest = rest.without(validator);
    }
    return rest;
  }

  /** Where the rows of a query or job come from; nothing if nobody knows. */
  private List<Lineage> told(Exchange exchange, BigQueryCall call) {
    if (call.method().is("jobs.query")) {
      return exchange
          .reviewed()
          .map(Reviewed::flow)
          .map(f -> List.of(f.result()))
          .orElse(List.of());
    }
    return JobGuard.jobOf(call).map(job -> ofJob(exchange, job)).orElse(List.of());
  }

  /** A script's child shows something of what its script touches. */
  List<Lineage> ofJob(Exchange exchange, JobKey job) {
    List<Lineage> own = desk.lineageOf(Owned.job(job));
    if (!own.isEmpty()) {
      return own;
    }
    return parents
        .parentOf(exchange, job)
        .map(parent -> desk.lineageOf(Owned.job(parent)).stream().map(Lineage::mixed).toList())
        .orElse(List.of());
  }

  /** With a selection of fields the schema may be left out. */
  private static boolean mayLackSchema(BigQueryCall call) {
    return call.query().firstMeaning("fields").isPresent();
  }

  private static TimestampForm timestamps(Exchange exchange, BigQueryCall call) {
    if (call.method().is("jobs.query")) {
      JsonNode format =
          exchange
              .jobRequest()
              .map(r -> r.body().path("formatOptions"))
              .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance);
      return TimestampForm.of(
          format.path("useInt64Timestamp").asBoolean(false),
          format.path("timestampOutputFormat").asText(""));
    }
    QueryString query = call.query();
    return TimestampForm.of(
        query.firstMeaning("formatOptions.useInt64Timestamp").map(MaskRows::isTrue).orElse(false),
        query.firstMeaning("formatOptions.timestampOutputFormat").orElse(""));
  }

  private static boolean isTrue(String text) {
    return text.equalsIgnoreCase("true") || text.equals("1");
  }
}
