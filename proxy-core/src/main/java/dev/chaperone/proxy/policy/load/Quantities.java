package dev.chaperone.proxy.policy.load;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
final class Quantities {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(s|m|h|d)");
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,18})(?:\\s*\\*?\\s*(KiB|MiB|GiB|TiB))?");

  private Quantities() {}

  static Duration duration(Spot spot, String what) throws BadValueException {
    String word = spot.word(what);
    Matcher matcher = DURATION.matcher(word);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration duration =
          switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (duration.isPositive()) {
        return duration;
      }
    }
    throw spot.bad(
        "'" + word + "' is no length of time.",
        "Write a number and s, m, h or d, such as 15m or 90d.");
  }

  static Duration duration(Spot spot, String what, Duration longest) throws BadValueException {
    Duration duration = duration(spot, what);
    if (duration.compareTo(longest) > 0) {
      throw spot.bad(
          "'" + spot.word(what) + "' is too long.", "Write at most " + longest.toDays() + "d.");
    }
    return duration;
  }

  static long size(Spot spot, String what) throws BadValueException {
    String word = spot.word(what);
    Matcher matcher = SIZE.matcher(word);
    if (matcher.matches()) {
      String unit = matcher.group(2);
      long factor =
          unit == null
              ? 1
              : switch (unit) {
                case "KiB" -> 1L << 10;
                case "MiB" -> 1L << 20;
                case "GiB" -> 1L << 30;
                default -> 1L << 40;
              };
      try {
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
      } catch (ArithmeticException e) {
        throw spot.bad("'" + word + "' is too large.", "Write at most 8388607 * TiB.");
      }
    }
    throw spot.bad(
        "'" + word + "' is no number of bytes.", "Write it like 2 * TiB, 500 * MiB or 1000000.");
  }

  static long count(Spot spot, String what) throws BadValueException {
    String word = spot.word(what);
    if (word.matches("\\d{1,18}")) {
      return Long.parseLong(word);
    }
    throw spot.bad("'" + word + "' is no whole number.", "Write it like 5000.");
  }
}
