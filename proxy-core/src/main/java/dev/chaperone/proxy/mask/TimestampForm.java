package dev.chaperone.proxy.mask;

import java.util.Locale;

/** How the timestamps of an answer are written, which is the client's choice. */
public enum TimestampForm {
  /** Seconds as a floating-point number, {@code 1.7E9}: BigQuery's default. */
  FLOAT_SECONDS,
  /** Whole microseconds. */
  INT64_MICROS,
  /** {@code 2026-03-05T10:11:12.123456Z}. */
  ISO8601;

  /**
   * By the request's {@code formatOptions}.
   *
   * @param outputFormat {@code timestampOutputFormat}, {@code ""} if not given
   */
  public static TimestampForm of(boolean useInt64Timestamp, String outputFormat) {
    return switch (outputFormat.toUpperCase(Locale.ROOT)) {
      case "INT64" -> INT64_MICROS;
      case "ISO8601_STRING" -> ISO8601;
      case "FLOAT64" -> FLOAT_SECONDS;
      default -> useInt64Timestamp ? INT64_MICROS : FLOAT_SECONDS;
    };
  }
}
