package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.FrameDraft;

/**
 * The port through which every frame enters the store. Safe for many threads; frames of one thread
 * keep their order.
 */
public interface Recorder {

  /**
   * Hands a frame to the writer. Blocks only while the writer's queue (bounded in bytes) is full.
   *
   * @throws RecordingException at once if the store is closed or known to be unable to write
   */
  Receipt append(FrameDraft draft);

  /** Appends and waits until the frame is durable. */
  default long record(FrameDraft draft) {
    return append(draft).await();
  }
}
