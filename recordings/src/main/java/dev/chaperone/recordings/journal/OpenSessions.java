package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the open sessions by reading the whole journal: for when the database cannot tell. */
public final class OpenSessions {
  private static final int BATCH = 5_000;
  private static final long BATCH_WEIGHT = 16L << 20;

  private OpenSessions() {}

  public static Map<SessionId, SessionHead> scan(FrameSource frames) {
    Map<SessionId, SessionHead> heads = new HashMap<>();
    List<StoredFrame> batch = frames.read(1, BATCH, BATCH_WEIGHT);
    while (!batch.isEmpty()) {
      for (StoredFrame frame : batch) {
        SessionId session = frame.header().session();
        if (frame.header().type().equals(FrameType.SESSION_CLOSED.code())) {
          heads.remove(session);
        } else {
          heads.put(
              session,
              new SessionHead(frame.header().sessionSequence(), frame.headerHash(), false));
        }
      }
      batch = frames.read(batch.getLast().sequence() + 1, BATCH, BATCH_WEIGHT);
    }
    return heads;
  }
}
