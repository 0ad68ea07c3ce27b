package dev.chaperone.ui.model.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The time that is left for a decision, as people read it. */
public final class Countdown {
  private static final Duration SOON = Duration.ofMinutes(2);

  private Countdown() {}

  /** {@code 2 h 05 min}, {@code 4:09}, {@code 0:00}; seconds are shown while they matter. */
  public static String text(Instant end, Instant now) {
    long seconds = left(end, now).toSeconds();
    if (seconds >= 86_400) {
      return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
    }
    return seconds >= 3600
        ? String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60)
        : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** The same as a screen reader says it. */
  public static String spoken(Instant end, Instant now) {
    long seconds = left(end, now).toSeconds();
    if (seconds == 0) {
      return "no time left";
    }
    return seconds < 60
        ? seconds + " seconds left"
        : seconds < 3600
            ? seconds / 60 + " minutes left"
            : seconds / 3600 + " hours " + seconds % 3600 / 60 + " minutes left";
  }

  /** There is hardly time to read it. */
  public static boolean isSoon(Instant end, Instant now) {
    return left(end, now).compareTo(SOON) < 0;
  }

  private static Duration left(Instant end, Instant now) {
    Duration left = Duration.between(now, end);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
