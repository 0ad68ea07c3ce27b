package dev.chaperone.proxy.mask;

import dev.chaperone.proxy.mask.MaskMethod.TruncateDate.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates cut to the beginning of something longer. */
final class DateMasks {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DATETIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,12})?");
  private static final Pattern ISO =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,12})?(Z|\\+00:00)");
  private static final Pattern SECONDS =
      Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,2})?");
  private static final Pattern MICROS = Pattern.compile("-?\\d{1,18}");
  private static final int DATE_LENGTH = 10;

  private DateMasks() {}

  /** Empty for what is no value of the type in that form. */
  static Optional<String> truncate(Unit unit, ValueType type, TimestampForm form, String text) {
    try {
      return switch (type) {
        // The day of a DATE is the whole of it.
        case DATE ->
            date(DATE, text)
                .map(date -> cut(unit == Unit.DAY ? Unit.MONTH : unit, date).toString());
        case DATETIME -> date(DATETIME, text).map(date -> cut(unit, date) + "T00:00:00");
        case TIMESTAMP -> timestamp(unit, form, text);
        case STRING,
            BYTES,
            INT64,
            FLOAT64,
            NUMERIC,
            BIGNUMERIC,
            BOOL,
            TIME,
            INTERVAL,
            GEOGRAPHY,
            JSON,
            RANGE,
            STRUCT,
            UNKNOWN ->
            Optional.empty();
      };
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> timestamp(Unit unit, TimestampForm form, String text) {
    Optional<LocalDate> date =
        switch (form) {
          case ISO8601 -> date(ISO, text);
          case INT64_MICROS ->
              MICROS.matcher(text).matches()
                  ? Optional.of(day(Math.floorDiv(Long.parseLong(text), 1_000_000L)))
                  : Optional.empty();
          case FLOAT_SECONDS ->
              SECONDS.matcher(text).matches()
                  ? Optional.of(
                      day(new BigDecimal(text).setScale(0, RoundingMode.FLOOR).longValueExact()))
                  : Optional.empty();
        };
    return date.map(
        day ->
            FixedValues.timestamp(
                cut(unit, day).atStartOfDay().toEpochSecond(ZoneOffset.UTC), form));
  }

  private static LocalDate day(long seconds) {
    return Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Optional<LocalDate> date(Pattern form, String text) {
    return form.matcher(text).matches()
        ? Optional.of(LocalDate.parse(text.substring(0, DATE_LENGTH)))
        : Optional.empty();
  }

  private static LocalDate cut(Unit unit, LocalDate date) {
    return switch (unit) {
      case DAY -> date;
      case MONTH -> date.withDayOfMonth(1);
      case QUARTER -> LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
      case YEAR -> date.withDayOfYear(1);
    };
  }
}
