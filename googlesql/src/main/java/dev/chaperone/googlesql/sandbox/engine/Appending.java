package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import java.util.ArrayList;
import java.util.List;

/** Puts a query's rows behind those of a table, column by column of the same name. */
final class Appending {
  private Appending() {}

  /** Fails if the rows do not fit; {@code name} is how the message calls the table. */
  static void check(Table table, List<Column> schema, String name) throws SqlFailure {
    List<Column> columns = table.contents().columns();
    for (Column given : schema) {
      int at = indexOf(columns, given.name());
      if (at < 0) {
        throw new SqlFailure(
            SqlFailure.Reason.INVALID,
            "Provided Schema does not match %s. Cannot add fields (field: %s)"
                .formatted(name, given.name()));
      }
      if (!columns.get(at).type().equals(given.type())) {
        throw new SqlFailure(
            SqlFailure.Reason.INVALID,
            "Provided Schema does not match %s. Field %s has changed type from %s to %s"
                .formatted(
                    name,
                    given.name(),
                    Types.sqlName(columns.get(at).type()),
                    Types.sqlName(given.type())));
      }
    }
  }

  static List<TableData.Row> rows(Table table, Relation added) throws SqlFailure {
    List<Column> columns = table.contents().columns();
    List<TableData.Row> rows = new ArrayList<>(table.contents().rows());
    for (TableData.Row row : added.rows()) {
      List<ValueProto> cells = new ArrayList<>();
      for (Column column : columns) {
        int from = indexOf(added.columns(), column.name());
        cells.add(from < 0 ? Cells.NULL : row.getCell(from));
      }
      rows.add(RowRules.row(columns, cells));
    }
    return rows;
  }

  static int indexOf(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (ColumnRules.same(columns.get(i).name(), name)) {
        return i;
      }
    }
    return -1;
  }
}
