package dev.chaperone.sql;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A column of a table, or a field in it.
 *
 * @param path column and fields; an array's elements have the array's path; never empty
 */
public record ColumnRef(TableName table, List<String> path) {
  public ColumnRef {
    Objects.requireNonNull(table);
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a column needs a name");
    }
  }

  /** Whether one holds the other: they are the same, or one is a field somewhere in the other. */
  public boolean overlaps(ColumnRef other) {
    return table.equals(other.table) && overlap(path, other.path);
  }

  /** As {@link #overlaps}, for paths within one table; case does not count. */
  public static boolean overlap(List<String> one, List<String> other) {
    int common = Math.min(one.size(), other.size());
    for (int i = 0; i < common; i++) {
      if (!one.get(i).toLowerCase(Locale.ROOT).equals(other.get(i).toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return table + "." + String.join(".", path);
  }
}
