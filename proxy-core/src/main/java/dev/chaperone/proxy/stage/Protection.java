package dev.chaperone.proxy.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.jobs.JobGuard;
import dev.chaperone.proxy.mask.ResultSchema;
import dev.chaperone.proxy.mask.TimestampForm;
import dev.chaperone.proxy.masking.MaskDesk;
import dev.chaperone.proxy.masking.Planned;
import dev.chaperone.proxy.review.Flow;
import dev.chaperone.proxy.review.Reviewed;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Owned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the stages do for values that the policy protects: tables inherit before they are filled,
 * lineage is told before rows can be asked for again, errors and schemas are edited.
 */
public final class Protection {
  private static final Logger LOG = LoggerFactory.getLogger(Protection.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_ERROR = 1 << 20;

  private final MaskDesk desk;
  private final MaskRows rows;

  public Protection(MaskDesk desk, Upstreams upstreams) {
    this.desk = desk;
    this.rows =
        new MaskRows(
            desk, new ParentLookup(upstreams), new ResultSchemas(desk.schemas(), upstreams));
  }

  boolean isNeeded() {
    return desk.isNeeded();
  }

  MaskRows rows() {
    return rows;
  }

  /**
   * The request is about to go on: tables it fills inherit. Durable with the next frame awaited.
   */
  void begins(Exchange exchange, Reviewed reviewed) {
    boolean dryRun = exchange.jobRequest().map(j -> j.dryRun()).orElse(false);
    if (!dryRun) {
      desk.fill(reviewed.flow().filled())
          .forEach(change -> exchange.recorder().append(change.note()));
    }
  }

  /** All of the answer is here; this is what it gave to the agent. */
  void told(Exchange exchange, List<Owned> owned) {
    Optional<MaskedRows> masked = exchange.masked();
    masked.flatMap(MaskedRows::note).ifPresent(n -> exchange.recorder().append(n.note()));
    if (!(exchange.recognitionIfKnown() instanceof BigQueryCall call)
        || exchange.answer().upstreamStatus() != 200) {
      return;
    }
    Optional<Lineage> lineage = lineage(exchange, call);
    lineage
        .flatMap(l -> desk.tell(owned, l))
        .ifPresent(note -> exchange.recorder().append(note.note()));
    schema(exchange, call, masked, owned);
  }

  /** Of what the answer named; empty if it tells nothing new. */
  private Optional<Lineage> lineage(Exchange exchange, BigQueryCall call) {
    return switch (call.method().name()) {
      case "bigquery.jobs.query", "bigquery.jobs.insert" ->
          exchange.reviewed().map(Reviewed::flow).map(Flow::result);
      // Now the table is known in which the job's rows lie.
      case "bigquery.jobs.get" -> {
        yield JobGuard.jobOf(call).flatMap(this::onlyLineage);
      }
      default -> Optional.empty();
    };
  }

  /** If nothing can be told now, the table's rows are masked altogether: no reason to fail. */
  private Optional<Lineage> onlyLineage(JobKey job) {
    try {
      List<Lineage> told = desk.lineageOf(Owned.job(job));
      return told.size() == 1 ? Optional.of(told.getFirst()) : Optional.empty();
    } catch (RecordingException e) {
      LOG.debug("the lineage of a job cannot be told", e);
      return Optional.empty();
    }
  }

  private void schema(
      Exchange exchange, BigQueryCall call, Optional<MaskedRows> masked, List<Owned> owned) {
    Optional<ResultSchema> schema = masked.flatMap(MaskedRows::schema);
    if (schema.isEmpty()) {
      return;
    }
    if (call.method().is("jobs.query")) {
      owned.forEach(one -> desk.schemas().told(one, schema.get()));
    } else if (call.method().is("jobs.getQueryResults")) {
      JobGuard.jobOf(call).map(Owned::job).ifPresent(j -> desk.schemas().told(j, schema.get()));
    }
  }

  /** An error's text may quote what the statement touched. */
  void hideError(Exchange exchange, BigQueryCall call) throws IOException {
    if (!mayQuote(exchange, call)) {
      return;
    }
    Answer answer = exchange.answer();
    byte[] body = answer.body().readNBytes(MAX_ERROR);
    answer.body().close();
    JsonNode told;
    try {
      told = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      told = JSON.createObjectNode();
    }
    ObjectNode hidden = ErrorTexts.ofAnswer(told == null ? JSON.createObjectNode() : told);
    if (!hidden.path("error").has("code")) {
      ((ObjectNode) hidden.path("error")).put("code", answer.status());
    }
    exchange.answer(
        answer
            .withHeaders(MaskRows.withoutValidators(answer.headers()))
            .withBody(hidden.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private boolean mayQuote(Exchange exchange, BigQueryCall call) {
    return switch (call.method().name()) {
      case "bigquery.jobs.query", "bigquery.jobs.insert" ->
          desk.mayQuote(exchange.reviewed().map(r -> List.of(r.flow().result())).orElse(List.of()));
      case "bigquery.jobs.get", "bigquery.jobs.getQueryResults", "bigquery.jobs.cancel" ->
          JobGuard.jobOf(call).map(job -> desk.mayQuote(rows.ofJob(exchange, job))).orElse(true);
      case "bigquery.tabledata.list", "bigquery.tabledata.insertAll" ->
          desk.mayQuote(lineageOfTable(exchange, call));
      default -> false;
    };
  }

  private List<Lineage> lineageOfTable(Exchange exchange, BigQueryCall call) {
    String project = call.pathParameter("projectId");
    String dataset = call.pathParameter("datasetId");
    String id = call.pathParameter("tableId");
    return JobGuard.isAnonymous(dataset)
        ? desk.lineageOf(Owned.table(project, dataset, id))
        : List.of(
            desk.table(project, dataset, id, project, lookup -> exchange.recorder().record(lookup))
                .lineage());
  }

  /** What BigQuery says of rows that it did not take; whether anything was changed. */
  boolean hideInsertErrors(Exchange exchange, BigQueryCall call, ObjectNode answer) {
    return !answer.path("insertErrors").isEmpty()
        && desk.mayQuote(lineageOfTable(exchange, call))
        && ErrorTexts.ofRows(answer);
  }

  /** Errors and the schema of a dry run in a Job resource; whether anything was changed. */
  boolean hideInJob(Exchange exchange, ObjectNode job) {
    List<Lineage> told =
        exchange
            .reviewed()
            .filter(r -> exchange.jobRequest().isPresent())
            .map(r -> List.of(r.flow().result()))
            .orElseGet(() -> keyOf(job).map(key -> rows.ofJob(exchange, key)).orElse(List.of()));
    boolean changed = hasErrors(job) && desk.mayQuote(told) && ErrorTexts.inJob(job);
    if (job.path("statistics").path("query").path("schema") instanceof ObjectNode schema) {
      Planned planned = desk.plan(told, TimestampForm.FLOAT_SECONDS);
      changed |=
          ResultSchema.read(schema)
              .map(planned.plan()::bind)
              .orElseGet(() -> planned.plan().bindBlindly())
              .relax(schema);
    }
    return changed;
  }

  private static boolean hasErrors(JsonNode job) {
    return job.has("errorResult")
        || job.path("status").has("errorResult")
        || !job.path("status").path("errors").isEmpty();
  }

  /** The same for all jobs of a list. */
  void hideInList(Exchange exchange, ObjectNode page, String project) {
    for (JsonNode one : page.path("jobs")) {
      if (one instanceof ObjectNode job && hasErrors(job)) {
        List<Lineage> told =
            keyOf(job).map(key -> desk.lineageOf(Owned.job(key))).orElse(List.of());
        if (desk.mayQuote(told)) {
          boolean unused = ErrorTexts.inJob(job);
        }
      }
    }
  }

  private static Optional<JobKey> keyOf(JsonNode job) {
    JsonNode reference = job.path("jobReference");
    String id = reference.path("jobId").asText("");
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new JobKey(
                reference.path("projectId").asText(""), reference.path("location").asText(""), id));
  }

  /** Says NULLABLE in a table's schema where reading its rows gives NULL. */
  boolean relaxTable(Exchange exchange, BigQueryCall call, ObjectNode table) {
    if (!(table.path("schema") instanceof ObjectNode schema)) {
      return false;
    }
    Planned planned = desk.plan(lineageOfTable(exchange, call), TimestampForm.FLOAT_SECONDS);
    return ResultSchema.read(schema)
        .map(planned.plan()::bind)
        .orElseGet(() -> planned.plan().bindBlindly())
        .relax(schema);
  }
}
