package dev.chaperone.proxy.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes guessing slow: after three wrong proofs each further one doubles the wait, to a minute. */
final class Attempts {
  private static final int FREE = 3;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Clock clock;
  private int failures;
  private Instant next = Instant.MIN;

  Attempts(Clock clock) {
    this.clock = clock;
  }

  /** How long nothing is looked at yet; zero if the next try may come. */
  synchronized Duration left() {
    Instant now = clock.instant();
    return now.isBefore(next) ? Duration.between(now, next) : Duration.ZERO;
  }

  synchronized void failed() {
    failures++;
    if (failures >= FREE) {
      long seconds = 1L << Math.min(failures - FREE, 6);
      next = clock.instant().plusSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }
  }

  synchronized void succeeded() {
    failures = 0;
    next = Instant.MIN;
  }
}
