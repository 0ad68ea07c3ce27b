package dev.chaperone.ui.model.text;

import java.time.Duration;
import java.util.Locale;

/** Sizes, counts and times as people read them; the same everywhere in the window. */
public final class Units {
  private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Units() {}

  /** {@code 12.3 MiB}; {@code –} if not known. */
  public static String bytes(long bytes) {
    if (bytes < 0) {
      return "–";
    }
    double value = bytes;
    int unit = 0;
    // Not 1024: what would be rounded up to it belongs to the next unit.
    while (value >= 1023.95 && unit < SIZES.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%.1f %s", value, SIZES[unit]);
  }

  /** {@code 1,234,567}; {@code –} if not known. */
  public static String count(long count) {
    return count < 0 ? "–" : String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 350 µs}, {@code 12 ms}, {@code 3.4 s}, {@code 2 min 5 s}, {@code 1 h 2 min}. */
  public static String duration(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos < 1_000_000) {
      return nanos / 1000 + " µs";
    }
    if (nanos < 1_000_000_000) {
      return nanos / 1_000_000 + " ms";
    }
    if (nanos < 59_950_000_000L) {
      return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
    long seconds = Math.max(60, duration.toSeconds());
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /** {@code –} if not known. */
  public static String millis(long millis) {
    return millis < 0 ? "–" : duration(Duration.ofMillis(millis));
  }

  /** A place in a recording: {@code 1:02:03.456}, {@code 2:03.456}. */
  public static String position(Duration since) {
    long seconds = since.toSeconds();
    return seconds >= 3600
        ? String.format(
            Locale.ROOT,
            "%d:%02d:%02d.%03d",
            seconds / 3600,
            seconds % 3600 / 60,
            seconds % 60,
            since.toMillisPart())
        : String.format(
            Locale.ROOT, "%d:%02d.%03d", seconds / 60, seconds % 60, since.toMillisPart());
  }
}
