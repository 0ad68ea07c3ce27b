package dev.chaperone.ui.model.sessions;

import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.SessionId;

/** One row of the sessions list. */
public record SessionRow(SessionSummary summary, Activity activity) {
  /** What a session is doing. */
  public enum Activity {
    /** Open, and something came within the last minute. */
    LIVE,
    /** Open, but quiet. */
    IDLE,
    ENDED;

    public String text() {
      return switch (this) {
        case LIVE -> "Live";
        case IDLE -> "Idle";
        case ENDED -> "Ended";
      };
    }
  }

  public SessionId id() {
    return summary.id();
  }

  public String agent() {
    return summary.identity().agent();
  }
}
