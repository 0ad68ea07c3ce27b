package dev.chaperone.ui.fx;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, sizes and times as the window writes them: one spelling everywhere. */
public final class Texts {
  /** For what is not known: never an empty cell that could be mistaken for zero. */
  public static final String UNKNOWN = "–";

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

  private Texts() {}

  /** {@code 1 234 567}, with thin spaces; negative means not known. */
  public static String count(long n) {
    return n < 0 ? UNKNOWN : String.format(Locale.ROOT, "%,d", n).replace(',', '\u202f');
  }

  public static String counted(long n, String one, String many) {
    return count(n) + " " + (n == 1 ? one : many);
  }

  /** {@code 1.5 MB}, by thousands as BigQuery's prices are; negative means not known. */
  public static String bytes(long n) {
    if (n < 0) {
      return UNKNOWN;
    }
    double value = n;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0
        ? n + " B"
        : String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  public static String millis(long ms) {
    return ms < 0 ? UNKNOWN : duration(Duration.ofMillis(ms));
  }

  /** {@code 12 ms}, {@code 1.4 s}, {@code 2 m 05 s}, {@code 3 h 12 m}. */
  public static String duration(Duration d) {
    long ms = d.toMillis();
    if (ms < 1000) {
      return ms + " ms";
    }
    if (ms < 60_000) {
      return String.format(Locale.ROOT, ms < 10_000 ? "%.1f s" : "%.0f s", ms / 1000.0);
    }
    return ms < 3_600_000
        ? String.format(Locale.ROOT, "%d m %02d s", ms / 60_000, ms / 1000 % 60)
        : String.format(Locale.ROOT, "%d h %02d m", ms / 3_600_000, ms / 60_000 % 60);
  }

  /** {@code 14:03:22} on the given zone's clock. */
  public static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  public static String full(Instant at, ZoneId zone) {
    return FULL.format(at.atZone(zone));
  }

  /** {@code now}, {@code 12 s ago}, {@code 5 m ago}, {@code 3 h ago}, {@code 2 d ago}. */
  public static String ago(Instant at, Instant now) {
    long s = Math.max(0, Duration.between(at, now).toSeconds());
    if (s < 5) {
      return "now";
    }
    if (s < 60) {
      return s + " s ago";
    }
    if (s < 3600) {
      return s / 60 + " m ago";
    }
    return s < 86_400 ? s / 3600 + " h ago" : s / 86_400 + " d ago";
  }

  /** One line of text: line breaks and runs of blanks become one blank. */
  public static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
