package dev.chaperone.sql.catalogue;

import java.util.List;

/**
 * A column of a table, or a field of a STRUCT.
 *
 * @param type GoogleSQL's name, such as {@code INT64} or {@code RANGE<DATE>}; {@code STRUCT} with
 *     its fields apart; an element's type where it is repeated
 */
public record Field(String name, String type, boolean repeated, List<Field> fields) {
  /** BigQuery allows 15. */
  public static final int MAX_DEPTH = 20;

  public Field {
    fields = List.copyOf(fields);
    if (name.isEmpty() || type.isEmpty()) {
      throw new IllegalArgumentException("a field needs a name and a type");
    }
  }

  public static Field of(String name, String type) {
    return new Field(name, type, false, List.of());
  }

  public static Field struct(String name, boolean repeated, Field... fields) {
    return new Field(name, "STRUCT", repeated, List.of(fields));
  }
}
