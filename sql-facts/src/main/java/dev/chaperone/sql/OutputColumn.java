package dev.chaperone.sql;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One column of a statement's result, or a field in one, and where its values come from.
 *
 * <p>Unknown sources mean: derived from everything the statement reads.
 *
 * @param path column and fields of the result; empty parts are columns without a name
 * @param position of the column in the result, from 0
 * @param sources columns whose values appear in it or are computed into it
 * @param indirect columns that only decide which rows or groups there are
 */
public record OutputColumn(
    int position, List<String> path, Fact<Set<Source>> sources, Fact<Set<ColumnRef>> indirect) {
  /**
   * A column something is derived from.
   *
   * @param verbatim the values are passed on as they are, structure included
   */
  public record Source(ColumnRef column, boolean verbatim) {
    public Source {
      Objects.requireNonNull(column);
    }

    @Override
    public String toString() {
      return (verbatim ? "=" : "~") + column;
    }
  }

  public OutputColumn {
    path = List.copyOf(path);
    sources = sources.map(Set::copyOf);
    indirect = indirect.map(Set::copyOf);
    if (path.isEmpty() || position < 0) {
      throw new IllegalArgumentException("an output column needs a path and a position");
    }
  }
}
