package dev.chaperone.proxy.review;

import dev.chaperone.proxy.estimate.Estimate;
import dev.chaperone.sql.Fact;

/** Estimates that take no looking up. */
final class Estimates {
  /** Nothing is scanned. */
  static final Estimate FREE = new Estimate(Fact.known(0L), true, "PRECISE", "none", "", "");

  /** Nobody has asked yet. */
  static final Estimate NONE =
      new Estimate(Fact.unknown("it was not looked up"), false, "UNKNOWN", "none", "", "");

  private Estimates() {}
}
