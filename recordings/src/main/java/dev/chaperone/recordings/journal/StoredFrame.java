package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import java.util.Optional;

/**
 * A durable frame with what only the store itself needs to know of it.
 *
 * @param headerHash hash of the header's bytes as they stand in the journal
 * @param weight about how many bytes of memory it takes
 */
public record StoredFrame(
    FrameHeader header,
    Digest headerHash,
    PayloadState state,
    Optional<FrameBody> body,
    int weight) {

  /** What became of a frame's payload. */
  public enum PayloadState {
    PRESENT,
    /** Erased on purpose. */
    ERASED,
    /** Its block's payload part cannot be read, or it is not what the header's digest says. */
    DAMAGED
  }

  public long sequence() {
    return header.sequence();
  }

  public Frame frame() {
    return new Frame(header, body);
  }
}
