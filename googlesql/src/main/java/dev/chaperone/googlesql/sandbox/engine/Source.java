package dev.chaperone.googlesql.sandbox.engine;

import java.util.List;

/**
 * A statement as the engine runs it.
 *
 * @param sql with every table by its name in the flat catalog
 * @param parameters all of them named
 * @param tables whose contents it needs
 */
public record Source(String sql, List<Query.Parameter> parameters, List<Table> tables) {
  public Source {
    parameters = List.copyOf(parameters);
    tables = List.copyOf(tables);
  }
}
