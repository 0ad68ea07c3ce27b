package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.TableData;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table or view of a dataset at one moment; a write makes a new one.
 *
 * @param contents of a view only the columns
 * @param columnBytes the logical size of each column
 * @param wireBytes the size of all rows as they travel to the engine
 */
public record Table(
    TableId id,
    Relation contents,
    Details details,
    Map<String, Long> columnBytes,
    long wireBytes,
    Instant modified) {

  /**
   * What a table is besides its rows.
   *
   * @param partitionColumn whose days are the partitions; recorded, not enforced
   * @param view present if it is one
   */
  public record Details(
      Instant created,
      Optional<String> partitionColumn,
      Optional<String> description,
      Optional<View> view) {
    public static Details plain(Instant created) {
      return new Details(created, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  public static Table of(TableId id, Relation contents, Details details, Instant modified) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    long wire = 0;
    for (TableData.Row row : contents.rows()) {
      wire += row.getSerializedSize();
    }
    for (int i = 0; i < contents.columns().size(); i++) {
      Column column = contents.columns().get(i);
      long bytes = 0;
      for (TableData.Row row : contents.rows()) {
        bytes += LogicalSize.of(column.type(), row.getCell(i));
      }
      sizes.put(column.name(), bytes);
    }
    return new Table(id, contents, details, Map.copyOf(sizes), wire, modified);
  }

  Table withContents(Relation changed, Instant now) {
    return of(id, changed, details, now);
  }

  Table withRows(List<TableData.Row> rows, Instant now) {
    return withContents(new Relation(contents.columns(), rows), now);
  }

  public boolean isView() {
    return details.view().isPresent();
  }

  public long bytes() {
    return columnBytes.values().stream().mapToLong(Long::longValue).sum();
  }
}
