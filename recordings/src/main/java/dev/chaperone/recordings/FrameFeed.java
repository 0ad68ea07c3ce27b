package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Frame;
import java.time.Duration;
import java.util.List;

/**
 * A consumer's own place in the frame stream. Pulling keeps the writer independent of slow
 * consumers (P8): whoever falls behind reads from the journal instead of a buffer. One thread at a
 * time.
 */
public interface FrameFeed extends AutoCloseable {

  /**
   * The next durable frames in sequence order, at most {@code max}; empty if none came in time.
   *
   * @throws RecordingException if the journal cannot be read, or the store was closed
   */
  List<Frame> next(int max, Duration timeout) throws InterruptedException;

  @Override
  void close();
}
