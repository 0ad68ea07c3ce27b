package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.answer.AnswerFacts;
import dev.chaperone.proxy.answer.AnswerScanner;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.LevelChange;
import dev.chaperone.recordings.frame.Owned;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

/**
 * The frames of one answer's body, with what its text tells. Where the policy wants the body left
 * out, one frame that says so takes the place of its pieces.
 */
final class AnswerRecording {
  private final Exchange exchange;
  private final boolean stored;
  private final AnswerScanner scanner = new AnswerScanner();
  private final MessageDigest digest = Digest.newSha256();
  private long offset;
  private boolean ended;

  AnswerRecording(Exchange exchange) {
    this.exchange = exchange;
    this.stored = isStored(exchange);
  }

  /**
   * Only what upstream gave for a request that was let through is ever left out: refusals, and
   * errors of upstream's, say what happened and are kept.
   */
  private static boolean isStored(Exchange exchange) {
    int upstream = exchange.answer().upstreamStatus();
    int delivered = exchange.answer().status();
    boolean succeeded = upstream >= 200 && upstream < 300 && delivered >= 200 && delivered < 300;
    return !succeeded || !exchange.decision().recording().equals(LevelChange.METADATA);
  }

  /** Takes the next piece, which must not change afterwards. */
  void chunk(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    if (stored) {
      exchange.recorder().append(new FrameBody.ResponseChunk(offset, Blob.owning(bytes)));
    } else if (offset == 0) {
      exchange.recorder().append(LevelChange.metadata().note());
    }
    digest.update(bytes);
    scanner.feed(bytes, 0, bytes.length);
    offset += bytes.length;
  }

  AnswerFacts facts() {
    return scanner.finish();
  }

  /** Ends the answer and waits until all of it is durable. The first end counts. */
  void end(boolean complete, String code, String message, List<Owned> owned) {
    if (ended) {
      return;
    }
    ended = true;
    AnswerFacts facts = facts();
    exchange
        .recorder()
        .record(
            new FrameBody.ResponseEnd(
                complete,
                offset,
                Digest.of(digest.digest()).hex(),
                Duration.ofNanos(System.nanoTime() - exchange.startedNanos()),
                facts.rows(),
                facts.totalRows(),
                facts.bytesProcessed(),
                facts.bytesBilled(),
                facts.cacheHit(),
                facts.statementType(),
                code.isEmpty() ? facts.errorReason() : code,
                message.isEmpty() ? facts.errorMessage() : message,
                owned));
  }
}
