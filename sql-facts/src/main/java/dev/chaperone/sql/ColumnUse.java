package dev.chaperone.sql;

import java.util.Objects;

/** A column that decides about rows or groups without being shown. */
public record ColumnUse(ColumnRef column, Place place) {
  /** Where it is used. */
  public enum Place {
    FILTER,
    JOIN,
    GROUPING,
    ORDERING,
    WINDOW,
    WRITE,
    /** It decides which part of an expression is worked out, or whether that ends in an error. */
    CONDITION
  }

  public ColumnUse {
    Objects.requireNonNull(column);
    Objects.requireNonNull(place);
  }

  @Override
  public String toString() {
    return place + ":" + column;
  }
}
