package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.answer.AnswerFacts;
import dev.chaperone.proxy.jobs.Claims;
import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.jobs.OwnershipBook;
import dev.chaperone.proxy.mask.MaskingException;
import dev.chaperone.proxy.review.JobLevels;
import dev.chaperone.proxy.surface.HeaderRules;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.Owned;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Delivers the answer while recording it. The last piece is withheld until every frame of the
 * answer is durable; if that fails, the connection is cut so that no client takes the answer for
 * complete (P2).
 */
public final class Record implements Stage {
  private static final int CHUNK = 64 << 10;
  private static final HeaderRules HEADERS = HeaderRules.strict();

  private final OwnershipBook book;
  private final Optional<JobLevels> levels;
  private final Optional<Protection> protection;

  /**
   * @param levels told of the queries that pass, where there is a policy
   * @param protection likewise
   */
  public Record(OwnershipBook book, Optional<JobLevels> levels, Optional<Protection> protection) {
    this.book = book;
    this.levels = levels;
    this.protection = protection;
  }

  @Override
  public void apply(Exchange exchange) throws IOException {
    Answer answer = exchange.answer();
    AnswerRecording recording = new AnswerRecording(exchange);
    try (InputStream body = answer.body()) {
      exchange.recorder().append(head(answer));
      byte[] held = next(body, recording, exchange);
      recording.chunk(held);
      if (held.length < CHUNK) {
        // The whole answer is here: nothing leaves before it is durable.
        finish(exchange, recording);
        exchange.response().send(answer.status(), answer.headers(), held);
        return;
      }
      stream(exchange, answer, body, recording, held);
    } catch (RecordingException e) {
      if (exchange.response().started()) {
        throw exchange.response().abort("the answer cannot be recorded");
      }
      throw e;
    }
  }

  private void stream(
      Exchange exchange, Answer answer, InputStream body, AnswerRecording recording, byte[] first)
      throws IOException {
    OutputStream out = start(exchange, answer, recording);
    byte[] held = first;
    while (held.length == CHUNK) {
      byte[] next = next(body, recording, exchange);
      recording.chunk(next);
      deliver(out, held, recording);
      held = next;
    }
    finish(exchange, recording);
    out.write(held);
    out.close();
  }

  private void finish(Exchange exchange, AnswerRecording recording) {
    SealedAnswer.finish(exchange);
    AnswerFacts facts = recording.facts();
    List<Owned> owned = new ArrayList<>(exchange.owned());
    if (exchange.recognitionIfKnown() instanceof Recognition.BigQueryCall call) {
      owned.addAll(Claims.of(call, exchange.answer(), facts, dryRun(exchange)));
    }
    exchange.answerTold(facts);
    protection.ifPresent(p -> p.told(exchange, owned));
    recording.end(true, "", "", owned);
    remember(exchange, owned);
    book.recorded(exchange.principal().identity(), owned);
  }

  /** Before the last of the answer leaves: the agent may ask for pages of it at once. */
  private void remember(Exchange exchange, List<Owned> owned) {
    if (levels.isPresent()
        && exchange.reviewed().isPresent()
        && exchange.recognitionIfKnown() instanceof Recognition.BigQueryCall call) {
      levels.get().ended(call, exchange.reviewed().get().decision().recording(), owned);
    }
  }

  private static boolean dryRun(Exchange exchange) {
    return exchange.jobRequest().map(JobRequest::dryRun).orElse(false);
  }

  private static OutputStream start(Exchange exchange, Answer answer, AnswerRecording recording)
      throws IOException {
    try {
      return exchange.response().start(answer.status(), answer.headers(), answer.length());
    } catch (IOException e) {
      recording.end(false, "client-disconnected", "the agent closed the connection", List.of());
      throw e;
    }
  }

  private static void deliver(OutputStream out, byte[] bytes, AnswerRecording recording)
      throws IOException {
    try {
      out.write(bytes);
    } catch (IOException | RuntimeException e) {
      recording.end(false, "client-disconnected", "the agent closed the connection", List.of());
      throw e;
    }
  }

  private static byte[] next(InputStream body, AnswerRecording recording, Exchange exchange) {
    try {
      return body.readNBytes(CHUNK);
    } catch (MaskingException e) {
      recording.end(false, "masking-failed", "BigQuery's answer could not be masked", List.of());
      if (exchange.response().started()) {
        throw exchange.response().abort("the answer cannot be masked");
      }
      throw Refusal.denied(
          "masking-failed",
          "Access Denied: Chaperone cannot mask protected values in this answer of BigQuery's, so"
              + " it is not passed on ("
              + e.getMessage()
              + ").");
    } catch (IOException e) {
      recording.end(false, "upstream-broken", "BigQuery's answer broke off", List.of());
      if (exchange.response().started()) {
        throw exchange.response().abort("upstream broke off");
      }
      throw new Refusal(
          "upstream-broken", 503, "backendError", "BigQuery's answer broke off. Try again.");
    }
  }

  private static FrameBody.ResponseHead head(Answer answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    HEADERS
        .recordable(answer.headers().multiMap())
        .forEach((name, value) -> headers.put(name, Redaction.header(name, value)));
    return new FrameBody.ResponseHead(answer.status(), answer.upstreamStatus(), headers);
  }
}
