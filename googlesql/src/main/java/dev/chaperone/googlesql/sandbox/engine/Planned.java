package dev.chaperone.googlesql.sandbox.engine;

/**
 * A statement that may be run.
 *
 * @param warehouse as it was when the statement was looked at
 */
public record Planned(Analysis analysis, Warehouse warehouse, Plan plan) {

  /** Whether it leaves everything as it is. */
  public boolean readsOnly() {
    return plan instanceof Plan.Read;
  }
}
