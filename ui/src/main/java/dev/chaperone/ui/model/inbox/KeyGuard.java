package dev.chaperone.ui.model.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps keys and clicks that were meant for something else from deciding: for a moment after a card
 * appears or changes nothing counts, and each key pressed meanwhile begins the moment anew.
 */
public final class KeyGuard {
  static final Duration QUIET = Duration.ofMillis(400);

  private final Clock clock;
  private Instant until = Instant.MIN;

  KeyGuard(Clock clock) {
    this.clock = clock;
  }

  /** Something else is shown now. */
  void changed() {
    until = clock.instant().plus(QUIET);
  }

  /** Whether what was just pressed must not count. */
  public boolean absorbs() {
    if (clock.instant().isBefore(until)) {
      changed();
      return true;
    }
    return false;
  }
}
