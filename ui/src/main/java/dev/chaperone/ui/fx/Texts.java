package dev.chaperone.ui.fx;

import dev.chaperone.ui.model.text.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and sentences that only views write; sizes and counts are {@link Units}'. */
public final class Texts {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Texts() {}

  /** {@code 1 query}, {@code 12 queries}. */
  public static String counted(long n, String one, String many) {
    return Units.count(n) + " " + (n == 1 ? one : many);
  }

  /** {@code 14:03:22} on the given zone's clock. */
  public static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  public static String full(Instant at, ZoneId zone) {
    return FULL.format(at.atZone(zone));
  }

  /** {@code now}, {@code 12 s ago}, {@code 5 min ago}, {@code 3 h ago}, {@code 2 d ago}. */
  public static String ago(Instant at, Instant now) {
    long s = Math.max(0, Duration.between(at, now).toSeconds());
    if (s < 5) {
      return "now";
    }
    if (s < 60) {
      return s + " s ago";
    }
    if (s < 3600) {
      return s / 60 + " min ago";
    }
    return s < 86_400 ? s / 3600 + " h ago" : s / 86_400 + " d ago";
  }

  /** A statement in one line, without the comments it begins with. */
  public static String preview(String sql) {
    String text = sql.strip();
    while (text.startsWith("--") && text.indexOf('\n') > 0) {
      text = text.substring(text.indexOf('\n') + 1).strip();
    }
    return oneLine(text);
  }

  /** One line of text: line breaks and runs of blanks become one blank. */
  public static String oneLine(String text) {
    String start = text.length() <= 400 ? text : text.substring(0, 400) + "…";
    return start.strip().replaceAll("\\s+", " ");
  }
}
