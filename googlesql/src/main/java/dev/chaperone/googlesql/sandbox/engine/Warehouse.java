package dev.chaperone.googlesql.sandbox.engine;

import java.util.List;
import java.util.Optional;

/** What the sandbox holds: one project and the tables of its datasets. */
public record Warehouse(String project, List<Table> tables) {
  public static final String LOCATION = "US";

  public Warehouse {
    tables = List.copyOf(tables);
  }

  public List<String> datasets() {
    return tables.stream().map(Table::dataset).filter(d -> !d.contains(".")).distinct().toList();
  }

  public boolean hasDataset(String dataset) {
    return datasets().contains(dataset);
  }

  public List<Table> tablesOf(String dataset) {
    return tables.stream().filter(t -> t.dataset().equals(dataset)).toList();
  }

  public Optional<Table> table(String dataset, String name) {
    return tablesOf(dataset).stream().filter(t -> t.name().equals(name)).findFirst();
  }
}
