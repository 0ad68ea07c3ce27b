package dev.chaperone.app.control;

import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import java.util.Optional;

/** Takes what is encrypted out of frames that anybody at a console may see. */
final class SealedFrames {
  private SealedFrames() {}

  static Frame closed(Frame frame) {
    return frame.body().orElse(null) instanceof FrameBody.Sealed sealed
        ? new Frame(frame.header(), Optional.of(sealed.withoutBytes()))
        : frame;
  }
}
