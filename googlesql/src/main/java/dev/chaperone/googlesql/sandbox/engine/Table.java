package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.TableData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A table of a dataset, with the logical size of each of its columns. */
public record Table(
    String dataset,
    String name,
    Relation contents,
    Optional<String> partitionColumn,
    Map<String, Long> columnBytes) {

  public static Table of(
      String dataset, String name, Relation contents, Optional<String> partitionColumn) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (int i = 0; i < contents.columns().size(); i++) {
      Column column = contents.columns().get(i);
      long bytes = 0;
      for (TableData.Row row : contents.rows()) {
        bytes += LogicalSize.of(column.type(), row.getCell(i));
      }
      sizes.put(column.name(), bytes);
    }
    return new Table(dataset, name, contents, partitionColumn, Map.copyOf(sizes));
  }

  /** The name under which the engine holds the contents. */
  String engineName() {
    return dataset + "." + name;
  }

  public long bytes() {
    return columnBytes.values().stream().mapToLong(Long::longValue).sum();
  }
}
