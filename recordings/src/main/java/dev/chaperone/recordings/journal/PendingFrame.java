package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameDraft;
import java.time.Instant;

/** A frame in the writer's queue: encoded and salted by the appending thread. */
record PendingFrame(
    FrameDraft draft,
    byte[] payload,
    byte[] salt,
    Digest payloadDigest,
    long monotonicNanos,
    Instant time,
    FrameReceipt receipt) {
  private static final int OVERHEAD = 512;

  int weight() {
    return payload.length + OVERHEAD;
  }
}
