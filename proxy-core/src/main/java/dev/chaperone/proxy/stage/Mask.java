package dev.chaperone.proxy.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.answer.JobAnswer;
import dev.chaperone.proxy.jobs.JobListFilter;
import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.surface.HeaderRules;
import dev.chaperone.proxy.surface.LocationRewriter;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.recordings.frame.JobKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Turns upstream's answer into the agent's: addresses name the gateway, other agents' jobs are
 * gone, Python gets no reason to leave for the Storage API, and values that the policy protects are
 * masked, in rows and in texts of errors.
 */
public final class Mask implements Stage {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> VALIDATORS =
      List.of("etag", "content-md5", "accept-ranges", "content-range", "x-goog-hash");

  private final HeaderRules headerRules;
  private final JobListFilter jobs;
  private final int editedAnswer;
  private final HeldInLists held;
  private final Optional<Protection> protection;
  private final Semaphore edits = new Semaphore(4);

  /**
   * @param protection empty where there is no policy
   */
  public Mask(
      HeaderRules headerRules,
      JobListFilter jobs,
      int editedAnswer,
      HeldInLists held,
      Optional<Protection> protection) {
    this.headerRules = headerRules;
    this.jobs = jobs;
    this.editedAnswer = editedAnswer;
    this.held = held;
    this.protection = protection;
  }

  @Override
  public void apply(Exchange exchange) throws IOException {
    if (!(exchange.recognition() instanceof BigQueryCall call)) {
      return;
    }
    SealedAnswer.keep(exchange); // first of all: what follows changes the answer
    Answer answer = exchange.answer();
    if (answer.upstreamStatus() < 0) {
      return; // the gateway's own answer
    }
    LocationRewriter addresses =
        new LocationRewriter(exchange.request().base(), exchange.upstream());
    Map<String, List<String>> delivered =
        addresses.rewrite(headerRules.delivered(answer.headers().multiMap()));
    exchange.answer(answer.withHeaders(Headers.ofMulti(delivered)));
    Optional<Protection> needed = protection.filter(Protection::isNeeded);
    if (answer.status() >= 400 && needed.isPresent()) {
      needed.get().hideError(exchange, call);
    } else if (needed.isPresent() && MaskRows.hasRows(call)) {
      needed.get().rows().apply(exchange, call);
    } else if (answer.status() == 200 && isEdited(exchange, call, needed.isPresent())) {
      // Trees of large answers are many times their size: only a few exist at once.
      edits.acquireUninterruptibly();
      try {
        edit(exchange, call, needed);
      } finally {
        edits.release();
      }
    }
  }

  private static boolean isEdited(Exchange exchange, BigQueryCall call, boolean masking) {
    return switch (call.method().name()) {
      case "bigquery.jobs.list" -> true;
      case "bigquery.jobs.get", "bigquery.jobs.insert" ->
          call.upload() != Recognition.UploadKind.RESUMABLE_START
              && (masking || leavesForStorageApi(exchange));
      case "bigquery.tables.get",
          "bigquery.tabledata.insertAll",
          "bigquery.jobs.cancel",
          "bigquery.models.get",
          "bigquery.models.list",
          "bigquery.models.patch" ->
          masking;
      default -> false;
    };
  }

  private void edit(Exchange exchange, BigQueryCall call, Optional<Protection> needed)
      throws IOException {
    switch (call.method().name()) {
      case "bigquery.jobs.list" -> editList(exchange, call, needed);
      case "bigquery.tables.get" -> {
        Protection p = needed.orElseThrow();
        editWhole(exchange, json -> p.relaxTable(exchange, call, json));
      }
      case "bigquery.tabledata.insertAll" -> {
        Protection p = needed.orElseThrow();
        editWhole(exchange, json -> p.hideInsertErrors(exchange, call, json));
      }
      case "bigquery.jobs.cancel" -> {
        Protection p = needed.orElseThrow();
        editWhole(
            exchange,
            json -> json.path("job") instanceof ObjectNode job && p.hideInJob(exchange, job));
      }
      case "bigquery.models.get", "bigquery.models.list", "bigquery.models.patch" ->
          editWhole(exchange, ErrorTexts::inModels);
      default -> editJob(exchange, needed);
    }
  }

  private void editWhole(Exchange exchange, Predicate<ObjectNode> change) throws IOException {
    Answer answer = exchange.answer();
    byte[] body = whole(answer);
    ObjectNode json = tree(body);
    exchange.answer(change.test(json) ? edited(answer, json) : answer.withBody(body));
  }

  /** An answer that may hold what has to be hidden is edited or not given at all. */
  private byte[] whole(Answer answer) throws IOException {
    byte[] body = answer.body().readNBytes(editedAnswer);
    answer.body().close();
    if (body.length == editedAnswer) {
      throw new Refusal(
          "answer-too-large",
          400,
          "responseTooLarge",
          "This answer is too large for Chaperone to look through for protected values. Ask for"
              + " less with the parameter fields.");
    }
    return body;
  }

  /** Python reads large results by the Storage API once it knows the destination table. */
  private static boolean leavesForStorageApi(Exchange exchange) {
    String client = exchange.client().toLowerCase(Locale.ROOT);
    return (client.contains("gl-python") || client.contains("gcloud-python"))
        // dbt needs the destination; bq and other users of the plain API client never leave.
        && !client.contains("dbt-bigquery")
        && !client.contains("google-api-python-client");
  }

  private void editJob(Exchange exchange, Optional<Protection> needed) throws IOException {
    Answer answer = exchange.answer();
    byte[] body;
    if (needed.isPresent()) {
      body = whole(answer);
    } else {
      body = answer.body().readNBytes(editedAnswer);
      if (body.length == editedAnswer) {
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(body), answer.body());
        exchange.answer(
            new Answer(
                answer.status(), answer.upstreamStatus(), answer.headers(), all, answer.length()));
        return;
      }
      answer.body().close();
    }
    ObjectNode job = tree(body);
    if (!exchange.jobRequest().map(JobRequest::dryRun).orElse(false)) {
      exchange.owned(JobAnswer.owned(job));
    }
    boolean changed = needed.isPresent() && needed.get().hideInJob(exchange, job);
    if (leavesForStorageApi(exchange)) {
      JobAnswer.hideDestination(job);
      changed = true;
    }
    exchange.answer(changed ? edited(answer, job) : answer.withBody(body));
  }

  private void editList(Exchange exchange, BigQueryCall call, Optional<Protection> needed)
      throws IOException {
    Answer answer = exchange.answer();
    byte[] body = answer.body().readNBytes(editedAnswer);
    answer.body().close();
    if (body.length == editedAnswer) {
      throw new Refusal(
          "answer-too-large",
          400,
          "responseTooLarge",
          "This page of jobs is too large for Chaperone to filter. Ask with a smaller maxResults.");
    }
    ObjectNode page = tree(body);
    String project = call.pathParameter("projectId");
    Optional<JobKey> parent =
        call.query()
            .first("parentJobId")
            .filter(id -> !id.isEmpty())
            .map(id -> new JobKey(project, JobKey.UNKNOWN_LOCATION, id));
    exchange.owned(jobs.keepOwn(page, exchange.principal().identity(), parent));
    needed.ifPresent(p -> p.hideInList(exchange, page, project));
    held.addTo(page, call, exchange.principal().identity());
    exchange.answer(edited(answer, page));
  }

  private static ObjectNode tree(byte[] body) {
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw unreadable();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
    throw unreadable();
  }

  private static Answer edited(Answer answer, ObjectNode json) {
    Headers headers = answer.headers();
    for (String validator : VALIDATORS) {
      headers = headers.without(validator);
    }
    return answer.withHeaders(headers).withBody(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Refusal unreadable() {
    return Refusal.denied(
        "answer-unreadable",
        "Access Denied: BigQuery's answer is not JSON, so Chaperone cannot filter it.");
  }
}
