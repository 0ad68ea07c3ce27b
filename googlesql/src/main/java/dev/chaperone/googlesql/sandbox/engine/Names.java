package dev.chaperone.googlesql.sandbox.engine;

import java.util.List;
import java.util.Optional;

/** Finds out which dataset, table or view of a warehouse a definition means. */
record Names(Warehouse warehouse, Optional<String> defaultDataset) {
  private static final String DATASET = "[A-Za-z0-9_]{1,1024}";
  private static final String TABLE = "[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd}\\p{Zs}]{1,1024}";

  /** A table of a dataset that exists; whether the table does is another question. */
  TableId table(List<String> path) throws SqlFailure {
    // A quoted identifier may hold several parts.
    List<String> parts = List.of(String.join(".", path).split("\\.", -1));
    if (parts.size() == 1 && defaultDataset.isEmpty()) {
      throw SqlFailure.invalid(
          "Table \"%s\" must be qualified with a dataset (e.g. dataset.table)."
              .formatted(parts.getFirst()));
    }
    if (parts.size() > 3) {
      throw SqlFailure.invalid("Invalid table name: " + String.join(".", parts));
    }
    String dataset = parts.size() == 1 ? defaultDataset.orElseThrow() : parts.get(parts.size() - 2);
    if (parts.size() == 3) {
      checkProject(parts.getFirst(), dataset);
    }
    existing(dataset);
    return new TableId(dataset, parts.getLast());
  }

  /** The name of a dataset, which need not exist. */
  String dataset(List<String> path) throws SqlFailure {
    List<String> parts = List.of(String.join(".", path).split("\\.", -1));
    if (parts.size() > 2) {
      throw SqlFailure.invalid("Invalid dataset name: " + String.join(".", parts));
    }
    if (parts.size() == 2) {
      checkProject(parts.getFirst(), parts.getLast());
    }
    return parts.getLast();
  }

  private void checkProject(String project, String dataset) throws SqlFailure {
    if (!project.equals(warehouse.project())) {
      throw SqlFailure.notFound("Dataset %s:%s".formatted(project, dataset));
    }
  }

  Dataset existing(String dataset) throws SqlFailure {
    return warehouse
        .dataset(dataset)
        .orElseThrow(
            () -> SqlFailure.notFound("Dataset %s:%s".formatted(warehouse.project(), dataset)));
  }

  /** Refuses a name no new table may have. */
  void checkNew(TableId table) throws SqlFailure {
    if (!table.name().matches(TABLE)) {
      throw SqlFailure.invalid(
          ("Invalid table ID \"%s\". Table IDs must be alphanumeric (plus underscores, dashes and"
                  + " spaces) and must be at most 1024 characters long.")
              .formatted(table.name()));
    }
    for (Table other : existing(table.dataset()).tables()) {
      checkCase("table", table.name(), other.id().name());
    }
  }

  void checkNew(String dataset) throws SqlFailure {
    if (!dataset.matches(DATASET)) {
      throw SqlFailure.invalid(
          ("Invalid dataset ID \"%s\". Dataset IDs must be alphanumeric (plus underscores) and must"
                  + " be at most 1024 characters long.")
              .formatted(dataset));
    }
    if (dataset.equalsIgnoreCase(warehouse.project())
        || dataset.equalsIgnoreCase(InformationSchema.NAME)) {
      throw SqlFailure.unsupported("a dataset cannot be named " + dataset + " here.");
    }
    for (Dataset other : warehouse.datasets()) {
      checkCase("dataset", dataset, other.name());
    }
  }

  /** The engine does not tell upper and lower case in names apart. */
  private static void checkCase(String what, String name, String other) throws SqlFailure {
    if (name.equalsIgnoreCase(other) && !name.equals(other)) {
      throw SqlFailure.unsupported(
          "there is a %s %s, and names that differ only in case are not told apart."
              .formatted(what, other));
    }
  }
}
