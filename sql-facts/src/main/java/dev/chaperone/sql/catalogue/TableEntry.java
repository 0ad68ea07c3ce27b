package dev.chaperone.sql.catalogue;

import dev.chaperone.sql.TableName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table or view as the catalogue has it.
 *
 * @param viewSql a view's query; without it a view's columns are its own origin
 * @param partitionColumns names of which one has to be filtered on; empty if it has no partitions
 */
public record TableEntry(
    TableName name, List<Field> fields, Optional<String> viewSql, List<String> partitionColumns) {
  public TableEntry {
    Objects.requireNonNull(name);
    Objects.requireNonNull(viewSql);
    fields = List.copyOf(fields);
    partitionColumns = List.copyOf(partitionColumns);
  }

  public static TableEntry table(TableName name, Field... fields) {
    return new TableEntry(name, List.of(fields), Optional.empty(), List.of());
  }

  public static TableEntry view(TableName name, String sql, Field... fields) {
    return new TableEntry(name, List.of(fields), Optional.of(sql), List.of());
  }
}
