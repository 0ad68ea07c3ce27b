package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.Receipt;
import dev.chaperone.recordings.RecordingException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A receipt the writer completes. An interrupt does not end the wait; it stays set. */
final class FrameReceipt implements Receipt {
  private final CompletableFuture<Long> sequence = new CompletableFuture<>();

  @Override
  public long await() {
    try {
      return sequence.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RecordingException cause) {
        throw new RecordingException(cause.code(), String.valueOf(cause.getMessage()), cause);
      }
      throw e;
    }
  }

  void complete(long durableSequence) {
    sequence.complete(durableSequence);
  }

  void fail(RecordingException cause) {
    sequence.completeExceptionally(cause);
  }
}
