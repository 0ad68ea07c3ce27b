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

/**
 * Turns upstream's answer into the agent's: addresses name the gateway, other agents' jobs are
 * gone, and Python gets no reason to leave for the Storage API. Values are passed on as they are
 * until there is a masking plan.
 */
public final class Mask implements Stage {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> VALIDATORS =
      List.of("etag", "content-md5", "accept-ranges", "content-range", "x-goog-hash");

  private final HeaderRules headerRules;
  private final JobListFilter jobs;
  private final int editedAnswer;
  private final HeldInLists held;
  private final Semaphore edits = new Semaphore(4);

  public Mask(HeaderRules headerRules, JobListFilter jobs, int editedAnswer, HeldInLists held) {
    this.headerRules = headerRules;
    this.jobs = jobs;
    this.editedAnswer = editedAnswer;
    this.held = held;
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
    if (answer.status() == 200 && isEdited(exchange, call)) {
      // Trees of large answers are many times their size: only a few exist at once.
      edits.acquireUninterruptibly();
      try {
        edit(exchange, call);
      } finally {
        edits.release();
      }
    }
  }

  private static boolean isEdited(Exchange exchange, BigQueryCall call) {
    return switch (call.method().name()) {
      case "bigquery.jobs.list" -> true;
      case "bigquery.jobs.get", "bigquery.jobs.insert" ->
          call.upload() != Recognition.UploadKind.RESUMABLE_START && leavesForStorageApi(exchange);
      default -> false;
    };
  }

  private void edit(Exchange exchange, BigQueryCall call) throws IOException {
    if (call.method().name().equals("bigquery.jobs.list")) {
      editList(exchange, call);
    } else {
      editJob(exchange);
    }
  }

  /** Python reads large results by the Storage API once it knows the destination table. */
  private static boolean leavesForStorageApi(Exchange exchange) {
    String client = exchange.client().toLowerCase(Locale.ROOT);
    return (client.contains("gl-python") || client.contains("gcloud-python"))
        // dbt needs the destination; bq and other users of the plain API client never leave.
        && !client.contains("dbt-bigquery")
        && !client.contains("google-api-python-client");
  }

  private void editJob(Exchange exchange) throws IOException {
    Answer answer = exchange.answer();
    byte[] body = answer.body().readNBytes(editedAnswer);
    if (body.length == editedAnswer) {
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(body), answer.body());
      exchange.answer(
          new Answer(
              answer.status(), answer.upstreamStatus(), answer.headers(), whole, answer.length()));
      return;
    }
    answer.body().close();
    ObjectNode job = tree(body);
    if (!exchange.jobRequest().map(JobRequest::dryRun).orElse(false)) {
      exchange.owned(JobAnswer.owned(job));
    }
    JobAnswer.hideDestination(job);
    exchange.answer(edited(answer, job));
  }

  private void editList(Exchange exchange, BigQueryCall call) throws IOException {
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
