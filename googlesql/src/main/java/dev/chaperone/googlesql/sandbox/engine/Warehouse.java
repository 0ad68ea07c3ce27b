package dev.chaperone.googlesql.sandbox.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the sandbox holds at one moment: one project, its datasets and their tables.
 *
 * @param shape grows whenever names or columns change, and not when only rows do
 */
public record Warehouse(String project, List<Dataset> datasets, long shape) {
  public static final String LOCATION = "US";

  public Warehouse {
    datasets = List.copyOf(datasets);
  }

  public Optional<Dataset> dataset(String name) {
    return datasets.stream().filter(d -> d.name().equals(name)).findFirst();
  }

  public Optional<Table> table(TableId id) {
    return dataset(id.dataset()).flatMap(d -> d.table(id.name()));
  }

  /** Everything a statement may read, always in the same order while the shape is the same. */
  List<Table> relations() {
    return datasets.stream()
        .flatMap(d -> Stream.concat(d.tables().stream(), d.metadata().stream()))
        .toList();
  }

  /** With other rows in a table; names and columns stay as they are. */
  Warehouse withRowsOf(Table table, Instant now) {
    return new Warehouse(project, replaced(table, now), shape);
  }

  /** With a new or redefined table. */
  Warehouse withTable(Table table, Instant now) {
    return new Warehouse(project, replaced(table, now), shape + 1);
  }

  Warehouse withoutTable(TableId id, Instant now) {
    return new Warehouse(
        project,
        datasets.stream()
            .map(d -> d.name().equals(id.dataset()) ? d.without(project, id, now) : d)
            .toList(),
        shape + 1);
  }

  Warehouse withDataset(Dataset dataset) {
    List<Dataset> changed = new ArrayList<>(datasets);
    changed.add(dataset);
    return new Warehouse(project, changed, shape + 1);
  }

  Warehouse withoutDataset(String name) {
    return new Warehouse(
        project, datasets.stream().filter(d -> !d.name().equals(name)).toList(), shape + 1);
  }

  private List<Dataset> replaced(Table table, Instant now) {
    return datasets.stream()
        .map(d -> d.name().equals(table.id().dataset()) ? d.with(project, table, now) : d)
        .toList();
  }
}
