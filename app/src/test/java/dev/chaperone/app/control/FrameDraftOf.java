package dev.chaperone.app.control;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import java.util.Map;

/** Shorthand for small frames. */
final class FrameDraftOf {
  private FrameDraftOf() {}

  static FrameDraft note(SessionId session, FrameType type, String name, String value) {
    return FrameDraft.ofSession(session, new FrameBody.Note(type, Map.of(name, value)));
  }
}
