package dev.chaperone.recordings.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Durable frames, as the database takes them in. */
public interface FrameSource {

  long lastSequence();

  /** Frames from this sequence on, in order, at least one if there is any. */
  List<StoredFrame> read(long from, int maxFrames, long maxWeight);

  /** The same, where answers' pieces may come without their bodies. */
  List<StoredFrame> readWithoutChunks(long from, int maxFrames, long maxWeight);

  /** The frame with this sequence as it stands in the journal. */
  Optional<StoredFrame> frame(long sequence);

  /**
   * Waits until a frame with this sequence is durable.
   *
   * @return false if the time ran out
   */
  boolean awaitSequence(long sequence, Duration timeout) throws InterruptedException;
}
