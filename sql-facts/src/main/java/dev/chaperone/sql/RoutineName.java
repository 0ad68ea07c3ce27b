package dev.chaperone.sql;

import java.util.Objects;

/**
 * A routine that a statement calls and that is not built in.
 *
 * @param path as written, in dots, without quotes
 */
public record RoutineName(Kind kind, String path) {
  /** What is called. */
  public enum Kind {
    FUNCTION,
    TABLE_FUNCTION,
    PROCEDURE,
    MODEL
  }

  public RoutineName {
    Objects.requireNonNull(kind);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a routine needs a name");
    }
  }

  @Override
  public String toString() {
    return path;
  }
}
