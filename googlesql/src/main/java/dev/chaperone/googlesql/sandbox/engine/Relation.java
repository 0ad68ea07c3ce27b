package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.TableData;
import java.util.List;

/** Columns and rows: the contents of a table, or the result of a query. */
public record Relation(List<Column> columns, List<TableData.Row> rows) {
  public Relation {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
