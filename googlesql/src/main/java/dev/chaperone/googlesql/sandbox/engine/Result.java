package dev.chaperone.googlesql.sandbox.engine;

import java.util.List;
import java.util.Optional;

/** What came out of a statement: rows, or how many rows it changed. */
public record Result(Relation rows, Optional<Affected> affected) {

  /** Counts of rows. */
  public record Affected(long inserted, long updated, long deleted) {
    public long all() {
      return inserted + updated + deleted;
    }
  }

  static Result of(Relation rows) {
    return new Result(rows, Optional.empty());
  }

  static Result of(Affected affected) {
    return new Result(new Relation(List.of(), List.of()), Optional.of(affected));
  }

  static Result nothing() {
    return of(new Relation(List.of(), List.of()));
  }
}
