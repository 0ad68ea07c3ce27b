package dev.chaperone.proxy.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A table's columns and rows, or what {@code selectedFields} leaves of them: in the table's order,
 * whatever that of the request.
 */
record Selection(List<Column> columns, List<List<Value>> rows) {
  static Selection of(List<Column> columns, List<List<Value>> rows, String selected) {
    if (selected.isEmpty()) {
      return new Selection(columns, rows);
    }
    List<String> paths = Arrays.asList(selected.toLowerCase(Locale.ROOT).split(","));
    return new Selection(
        columns(columns, paths), rows.stream().map(row -> values(columns, row, paths)).toList());
  }

  /** What is asked for inside a column; null if nothing is, empty if all of it. */
  private static List<String> inside(Column column, List<String> paths) {
    String name = column.name().toLowerCase(Locale.ROOT);
    if (paths.contains(name) || column.fields().isEmpty()) {
      return List.of();
    }
    return paths.stream()
        .filter(p -> p.startsWith(name + "."))
        .map(p -> p.substring(name.length() + 1))
        .toList();
  }

  private static boolean isWanted(Column column, List<String> paths) {
    String name = column.name().toLowerCase(Locale.ROOT);
    return paths.stream().anyMatch(p -> p.equals(name) || p.startsWith(name + "."));
  }

  private static List<Column> columns(List<Column> columns, List<String> paths) {
    List<Column> kept = new ArrayList<>();
    for (Column column : columns) {
      if (isWanted(column, paths)) {
        List<String> inside = inside(column, paths);
        kept.add(inside.isEmpty() ? column : column.withFields(columns(column.fields(), inside)));
      }
    }
    return kept;
  }

  private static List<Value> values(List<Column> columns, List<Value> values, List<String> paths) {
    List<Value> kept = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (isWanted(columns.get(i), paths)) {
        List<String> inside = inside(columns.get(i), paths);
        kept.add(inside.isEmpty() ? values.get(i) : cut(columns.get(i), values.get(i), inside));
      }
    }
    return kept;
  }

  private static Value cut(Column column, Value value, List<String> inside) {
    return switch (value) {
      case Value.Fields(List<Value> fields) ->
          new Value.Fields(values(column.fields(), fields, inside));
      case Value.Items(List<Value> items) ->
          new Value.Items(items.stream().map(item -> cut(column, item, inside)).toList());
      case Value.Plain plain -> plain;
      case Value.Moment moment -> moment;
    };
  }
}
