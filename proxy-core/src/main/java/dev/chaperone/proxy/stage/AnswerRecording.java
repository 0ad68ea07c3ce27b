package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.answer.AnswerFacts;
import dev.chaperone.proxy.answer.AnswerScanner;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.Owned;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

/** The frames of one answer's body, with what its text tells. */
final class AnswerRecording {
  private final Exchange exchange;
  private final AnswerScanner scanner = new AnswerScanner();
  private final MessageDigest digest = Digest.newSha256();
  private long offset;
  private boolean ended;

  AnswerRecording(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Takes the next piece, which must not change afterwards. */
  void chunk(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    exchange.recorder().append(new FrameBody.ResponseChunk(offset, Blob.owning(bytes)));
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
