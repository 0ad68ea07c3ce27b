package dev.chaperone.googlesql.sandbox.engine;

/**
 * Where a query's rows are to be stored.
 *
 * @param create whether a missing table is made
 */
public record Destination(TableId table, Disposition disposition, boolean create) {

  /** What happens to rows that are there already. */
  public enum Disposition {
    EMPTY,
    APPEND,
    TRUNCATE
  }
}
