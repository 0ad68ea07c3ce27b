package dev.chaperone.googlesql.sandbox.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dataset at one moment.
 *
 * @param tables in the order they were made, views among them
 * @param metadata the views of its INFORMATION_SCHEMA, with contents
 */
public record Dataset(
    String name,
    String description,
    Instant created,
    Instant modified,
    List<Table> tables,
    List<Table> metadata) {
  public Dataset {
    tables = List.copyOf(tables);
    metadata = List.copyOf(metadata);
  }

  public static Dataset of(
      String project, String name, String description, Instant created, List<Table> tables) {
    return new Dataset(
        name,
        description,
        created,
        created,
        tables,
        InformationSchema.of(project, name, tables, created));
  }

  Optional<Table> table(String table) {
    return tables.stream().filter(t -> t.id().name().equals(table)).findFirst();
  }

  /** The same with a table put where one of its name is, or at the end. */
  Dataset with(String project, Table table, Instant now) {
    List<Table> changed = new ArrayList<>(tables);
    boolean replaced = false;
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).id().equals(table.id())) {
        changed.set(i, table);
        replaced = true;
      }
    }
    if (!replaced) {
      changed.add(table);
    }
    return changed(project, changed, now);
  }

  Dataset without(String project, TableId table, Instant now) {
    return changed(project, tables.stream().filter(t -> !t.id().equals(table)).toList(), now);
  }

  private Dataset changed(String project, List<Table> changed, Instant now) {
    return new Dataset(
        name,
        description,
        created,
        now,
        changed,
        InformationSchema.of(project, name, changed, now));
  }
}
