package dev.chaperone.proxy.estimate;

import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.sql.Fact;
import java.util.Objects;
import java.util.Optional;

/**
 * What a statement would read.
 *
 * @param bytes never less than it would read; unknown if no such figure is to be had, with why
 * @param exact whether it would read just that
 * @param accuracy BigQuery's word, or {@code UPPER_BOUND} or {@code UNKNOWN}
 * @param origin {@code sizes}, {@code dry-run} or {@code none}
 * @param location where it would run, {@code ""} if not told
 * @param statementType BigQuery's, {@code ""} if not told
 * @param rejection the error with which BigQuery said that the statement cannot run as it is
 */
public record Estimate(
    Fact<Long> bytes,
    boolean exact,
    String accuracy,
    String origin,
    String location,
    String statementType,
    Optional<BigQueryError> rejection) {
  public Estimate {
    Objects.requireNonNull(bytes);
    Objects.requireNonNull(rejection);
  }

  /** Of a statement that BigQuery did not object to. */
  public Estimate(
      Fact<Long> bytes,
      boolean exact,
      String accuracy,
      String origin,
      String location,
      String statementType) {
    this(bytes, exact, accuracy, origin, location, statementType, Optional.empty());
  }

  static Estimate rejected(String why, BigQueryError error) {
    return new Estimate(Fact.unknown(why), false, "UNKNOWN", "dry-run", "", "", Optional.of(error));
  }

  static Estimate unknown(String why) {
    return new Estimate(Fact.unknown(why), false, "UNKNOWN", "none", "", "");
  }
}
