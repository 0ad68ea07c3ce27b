package dev.chaperone.ui.model.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes and times as people write them. */
public final class Amounts {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,6})?) ?(|[kmgtp]?b|[kmgtp]ib?)");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{1,6}) ?(m|min|minutes?|h|hours?|d|days?)");
  private static final String UNITS = "kmgtp";

  private Amounts() {}

  /** {@code 500}, {@code 10 GiB}, {@code 3.5TB}; empty if it is no size or too large for one. */
  public static OptionalLong bytes(String text) {
    Matcher m = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT).replace(",", ""));
    if (!m.matches()) {
      return OptionalLong.empty();
    }
    String unit = m.group(2);
    int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit.charAt(0)) + 1;
    BigDecimal step = BigDecimal.valueOf(unit.contains("i") ? 1024 : 1000);
    BigDecimal bytes = new BigDecimal(m.group(1)).multiply(step.pow(power));
    return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(bytes.longValue());
  }

  /** {@code 30m}, {@code 8 h}, {@code 7 days}; empty if it is none, or nothing at all. */
  public static Optional<Duration> time(String text) {
    Matcher m = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      return Optional.empty();
    }
    long n = Long.parseLong(m.group(1));
    Duration time =
        switch (m.group(2).charAt(0)) {
          case 'm' -> Duration.ofMinutes(n);
          case 'h' -> Duration.ofHours(n);
          default -> Duration.ofDays(n);
        };
    return time.isZero() ? Optional.empty() : Optional.of(time);
  }

  /** {@code 30 minutes}, {@code 8 hours}, {@code 7 days}. */
  public static String words(Duration time) {
    if (time.toHours() % 24 == 0 && time.toMinutes() % 60 == 0 && time.toDays() > 0) {
      return counted(time.toDays(), "day");
    }
    return time.toMinutes() % 60 == 0 && time.toHours() > 0
        ? counted(time.toHours(), "hour")
        : counted(time.toMinutes(), "minute");
  }

  private static String counted(long n, String one) {
    return Units.count(n) + " " + one + (n == 1 ? "" : "s");
  }
}
