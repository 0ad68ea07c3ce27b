package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.GrantSummary;
import java.time.Instant;

/** One grant of the list. */
public record GrantRow(GrantSummary grant, State state) {
  /** Whether it lets anything through. */
  public enum State {
    IN_FORCE("in force"),
    USED_UP("used up"),
    EXPIRED("expired"),
    REVOKED("revoked");

    private final String text;

    State(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  static GrantRow of(GrantSummary grant, Instant now) {
    State state =
        grant.revoked()
            ? State.REVOKED
            : !now.isBefore(grant.expires())
                ? State.EXPIRED
                : grant.left() <= 0 ? State.USED_UP : State.IN_FORCE;
    return new GrantRow(grant, state);
  }

  public String id() {
    return grant.id();
  }
}
