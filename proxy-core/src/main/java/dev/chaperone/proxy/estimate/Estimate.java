package dev.chaperone.proxy.estimate;

import dev.chaperone.sql.Fact;
import java.util.Objects;

/**
 * What a statement would read.
 *
 * @param bytes never less than it would read; unknown if no such figure is to be had, with why
 * @param exact whether it would read just that
 * @param accuracy BigQuery's word, or {@code UPPER_BOUND} or {@code UNKNOWN}
 * @param origin {@code sizes}, {@code dry-run} or {@code none}
 * @param location where it would run, {@code ""} if not told
 * @param statementType BigQuery's, {@code ""} if not told
 */
public record Estimate(
    Fact<Long> bytes,
    boolean exact,
    String accuracy,
    String origin,
    String location,
    String statementType) {
  public Estimate {
    Objects.requireNonNull(bytes);
  }

  static Estimate unknown(String why) {
    return new Estimate(Fact.unknown(why), false, "UNKNOWN", "none", "", "");
  }
}
