package dev.chaperone.recordings;

/** The promise that a frame will be durable. */
public interface Receipt {

  /**
   * Waits until the frame is forced to storage.
   *
   * @return the frame's store sequence
   * @throws RecordingException if it could not be made durable; what depends on it must not happen
   */
  long await();
}
