package dev.chaperone.recordings.frame;

import java.util.Optional;

/** A frame before the writer gives it sequence, time, salt and hashes. */
public record FrameDraft(
    SessionId session, Optional<ExchangeId> exchange, Optional<JobKey> job, FrameBody body) {
  public static FrameDraft ofSession(SessionId session, FrameBody body) {
    return new FrameDraft(session, Optional.empty(), Optional.empty(), body);
  }

  public static FrameDraft system(FrameBody body) {
    return ofSession(SessionId.SYSTEM, body);
  }
}
