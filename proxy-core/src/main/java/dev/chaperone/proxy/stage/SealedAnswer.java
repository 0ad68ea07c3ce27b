package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.policy.model.RecordingLevel;
import dev.chaperone.proxy.seal.ReviewerKey;
import dev.chaperone.proxy.seal.ReviewerKeys;
import dev.chaperone.proxy.seal.SealException;
import dev.chaperone.proxy.seal.Sealer;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.FrameBody;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the originals of answers that the policy wants sealed: requires a reviewer's key before
 * anything goes upstream, encrypts upstream's answer before anything of it is changed, and sees to
 * it that all of it is there before the last byte is delivered.
 */
final class SealedAnswer {
  /** Answers that carry values, or texts of errors that may hold some. */
  private static final Set<String> METHODS =
      Set.of(
          "bigquery.jobs.query",
          "bigquery.jobs.getQueryResults",
          "bigquery.tabledata.list",
          "bigquery.jobs.get",
          "bigquery.jobs.insert");

  private SealedAnswer() {}

  /** Refuses what would have to be sealed and cannot be; what is denied needs no key. */
  static void require(
      Exchange exchange, FrameBody.Decision decision, Optional<ReviewerKeys> reviewers) {
    if (!decision.recording().equals(RecordingLevel.SEALED.code())
        || decision.outcome().equals("deny")) {
      return;
    }
    Optional<ReviewerKey> key = reviewers.flatMap(ReviewerKeys::current);
    if (key.isEmpty()) {
      throw Refusal.denied(
          "no-reviewer-key",
          "Access Denied: Chaperone's policy wants the original of this answer sealed for a"
              + " reviewer, and "
              + reviewers.map(ReviewerKeys::whyNone).orElse("this gateway has no reviewer's key")
              + ". Then ask again.");
    }
    exchange.sealFor(key.get());
  }

  /** Called where upstream's answer is taken, before anything is masked or edited. */
  static void keep(Exchange exchange) {
    Answer answer = exchange.answer();
    if (exchange.sealedFor().isEmpty() || answer.upstreamStatus() < 0 || !mayHoldValues(exchange)) {
      return;
    }
    ExchangeRecorder recorder = exchange.recorder();
    try {
      Sealer sealer = new Sealer(exchange.sealedFor().get(), recorder.exchange());
      SealingStream sealing = new SealingStream(answer.body(), sealer, recorder);
      exchange.sealing(sealing);
      exchange.answer(
          new Answer(
              answer.status(),
              answer.upstreamStatus(),
              answer.headers(),
              sealing,
              answer.length()));
    } catch (SealException e) {
      throw new RecordingException(
          RecordingException.Code.STORE_FAILED, "The answer cannot be sealed.", e);
    }
  }

  private static boolean mayHoldValues(Exchange exchange) {
    int status = exchange.answer().upstreamStatus();
    return status < 200 || status >= 300 || METHODS.contains(exchange.call().method().name());
  }

  /** Called before the end of the answer is recorded and delivered. */
  static void finish(Exchange exchange) {
    if (exchange.answer().upstreamStatus() >= 0) {
      exchange.sealing().ifPresent(SealingStream::finish);
    }
  }
}
