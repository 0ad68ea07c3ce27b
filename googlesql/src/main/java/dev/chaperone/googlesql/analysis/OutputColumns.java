package dev.chaperone.googlesql.analysis;

import dev.chaperone.sql.Fact;
import dev.chaperone.sql.OutputColumn;
import dev.chaperone.sql.OutputColumn.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the origins of a result's columns down as facts. */
final class OutputColumns {
  private OutputColumns() {}

  static List<OutputColumn> of(List<String> names, List<Value> values, Trace trace) {
    List<OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Set<Source> sources = new HashSet<>();
      // The fields of a STRUCT made on the way are not told apart: all of it comes from all.
      boolean apart = values.get(i).fields().isEmpty();
      boolean unknown = values.get(i).collect(sources, apart);
      Fact<Set<Source>> fact =
          unknown ? Fact.unknown("it may come from anything") : Fact.known(sources);
      columns.add(new OutputColumn(i, List.of(names.get(i)), fact, trace.indirect()));
    }
    return columns;
  }
}
