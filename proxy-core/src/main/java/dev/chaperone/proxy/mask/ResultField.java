package dev.chaperone.proxy.mask;

import java.util.List;
import java.util.Objects;

/**
 * A column of a result, or a field in one.
 *
 * @param fields of a STRUCT, in order; empty for all other types
 */
public record ResultField(String name, ValueType type, boolean repeated, List<ResultField> fields) {
  public ResultField {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    fields = List.copyOf(fields);
    if ((type == ValueType.STRUCT) == fields.isEmpty()) {
      throw new IllegalArgumentException("structs have fields, and nothing else has");
    }
  }
}
