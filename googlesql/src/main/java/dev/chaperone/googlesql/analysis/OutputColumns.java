package dev.chaperone.googlesql.analysis;

import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.OutputColumn;
import dev.chaperone.sql.OutputColumn.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the origins of a result's columns down as facts. */
final class OutputColumns {
  private OutputColumns() {}

  static List<OutputColumn> of(List<String> names, List<Value> values, Trace trace) {
    List<OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      add(columns, i, List.of(names.get(i)), values.get(i), trace.indirect());
    }
    return columns;
  }

  private static void add(
      List<OutputColumn> columns,
      int position,
      List<String> path,
      Value value,
      Fact<Set<ColumnRef>> indirect) {
    boolean apart =
        !value.fields().isEmpty()
            && value.sources().isEmpty()
            && !value.unknown()
            && areNames(value.names());
    if (apart) {
      for (int i = 0; i < value.fields().size(); i++) {
        List<String> inner = new ArrayList<>(path);
        inner.add(value.names().get(i));
        add(columns, position, inner, value.fields().get(i), indirect);
      }
      return;
    }
    Set<Source> sources = new HashSet<>();
    // Fields that cannot be told apart by name: all of it comes from all of them.
    boolean unknown = value.collect(sources, value.fields().isEmpty());
    Fact<Set<Source>> fact =
        unknown ? Fact.unknown("it may come from anything") : Fact.known(sources);
    columns.add(new OutputColumn(position, path, fact, indirect));
  }

  /** Whether each field can be told from the others by its name; case does not count. */
  private static boolean areNames(List<String> names) {
    Set<String> different = new HashSet<>();
    return names.stream()
        .allMatch(name -> !name.isEmpty() && different.add(name.toLowerCase(Locale.ROOT)));
  }
}
