package dev.chaperone.proxy.mask;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A column of a result, or a field in one, that is to be masked.
 *
 * @param position of the column from 0; where it is not known the name alone tells
 * @param path column and fields, arrays without a part of their own; case does not count. An empty
 *     part is a column or field without a name: such a column needs its position, and for such a
 *     field all of the struct around it is masked
 */
public record PlannedColumn(OptionalInt position, List<String> path, MaskMethod method) {
  public PlannedColumn {
    Objects.requireNonNull(position);
    Objects.requireNonNull(method);
    path = List.copyOf(path);
    if (path.isEmpty() || position.orElse(0) < 0) {
      throw new IllegalArgumentException("a planned column needs a path and a position from 0");
    }
    if (path.getFirst().isEmpty() && position.isEmpty()) {
      throw new IllegalArgumentException("a column without a name needs a position");
    }
  }

  /** By name alone. */
  public static PlannedColumn named(List<String> path, MaskMethod method) {
    return new PlannedColumn(OptionalInt.empty(), path, method);
  }

  /** By its place in the result; a name that differs from the result's is a disagreement. */
  public static PlannedColumn at(int position, List<String> path, MaskMethod method) {
    return new PlannedColumn(OptionalInt.of(position), path, method);
  }
}
