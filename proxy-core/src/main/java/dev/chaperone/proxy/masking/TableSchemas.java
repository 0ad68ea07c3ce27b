package dev.chaperone.proxy.masking;

import dev.chaperone.proxy.mask.ResultField;
import dev.chaperone.proxy.mask.ResultSchema;
import dev.chaperone.proxy.mask.ValueType;
import dev.chaperone.sql.catalogue.Field;
import java.util.List;
import java.util.Optional;

/** Makes a table's columns, as the catalogue has them, the schema of its rows. */
final class TableSchemas {
  private TableSchemas() {}

  /** Empty if it tells of a struct without fields, which no rows can have. */
  static Optional<ResultSchema> of(List<Field> fields) {
    try {
      return fields.isEmpty()
          ? Optional.empty()
          : Optional.of(new ResultSchema(fields.stream().map(TableSchemas::field).toList()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ResultField field(Field field) {
    return new ResultField(
        field.name(),
        ValueType.named(plain(field.type())),
        field.repeated(),
        field.fields().stream().map(TableSchemas::field).toList());
  }

  /** Without parameters: {@code NUMERIC(10, 2)}, {@code RANGE<DATE>}. */
  private static String plain(String type) {
    for (int i = 0; i < type.length(); i++) {
      if (type.charAt(i) == '(' || type.charAt(i) == '<') {
        return type.substring(0, i).strip();
      }
    }
    return type;
  }
}
