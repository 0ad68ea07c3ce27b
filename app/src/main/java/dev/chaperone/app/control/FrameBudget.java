package dev.chaperone.app.control;

import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;

/** How much one answer may carry: a number of frames, and bytes of bodies. */
final class FrameBudget {
  private static final long MAX_BYTES = 4 << 20;

  private long frames;
  private long bytes = MAX_BYTES;

  FrameBudget(int frames) {
    this.frames = frames;
  }

  boolean allowsMoreAfter(Frame frame) {
    frames--;
    bytes -= frame.body().map(FrameBudget::bytesOf).orElse(0L);
    return frames > 0 && bytes > 0;
  }

  private static long bytesOf(FrameBody body) {
    if (body instanceof FrameBody.RequestPart part) {
      return part.bytes().length();
    }
    if (body instanceof FrameBody.ResponseChunk chunk) {
      return chunk.bytes().length();
    }
    return 0;
  }
}
