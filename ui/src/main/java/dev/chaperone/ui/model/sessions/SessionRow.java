package dev.chaperone.ui.model.sessions;

import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** One row of the sessions list. */
public record SessionRow(SessionSummary summary, Activity activity) {
  /** Open ones first, then the ended; newest first; nothing in it changes by mere activity. */
  static final Comparator<SessionRow> ORDER =
      Comparator.comparing((SessionRow row) -> row.activity == Activity.ENDED)
          .thenComparing(row -> row.summary.opened(), Comparator.reverseOrder())
          .thenComparing(row -> row.summary.id().value());

  /** What a session is doing. */
  public enum Activity {
    /** Open, and something came within the last minute. */
    LIVE,
    /** Open, but quiet. */
    IDLE,
    ENDED;

    private static final Duration QUIET = Duration.ofMinutes(1);

    static Activity of(SessionSummary summary, Instant now) {
      if (!summary.state().equals("open")) {
        return ENDED;
      }
      return summary.lastActivity().plus(QUIET).isBefore(now) ? IDLE : LIVE;
    }

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
