package dev.chaperone.googlesql.sandbox.shop;

import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import dev.chaperone.googlesql.sandbox.engine.Column;
import dev.chaperone.googlesql.sandbox.engine.Relation;
import dev.chaperone.googlesql.sandbox.engine.Table;
import dev.chaperone.googlesql.sandbox.engine.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two metadata views agents ask for first: TABLES and COLUMNS. */
final class InformationSchema {
  private InformationSchema() {}

  static List<Table> of(String project, String dataset, List<Table> tables, LocalDate created) {
    List<TableData.Row> tableRows = new ArrayList<>();
    List<TableData.Row> columnRows = new ArrayList<>();
    for (Table table : tables) {
      tableRows.add(
          row(
              Cells.string(project),
              Cells.string(dataset),
              Cells.string(table.name()),
              Cells.string("BASE TABLE"),
              Cells.timestamp(created.atStartOfDay(ZoneOffset.UTC).toInstant())));
      int position = 0;
      for (Column column : table.contents().columns()) {
        position++;
        boolean partitions = table.partitionColumn().filter(column.name()::equals).isPresent();
        columnRows.add(
            row(
                Cells.string(project),
                Cells.string(dataset),
                Cells.string(table.name()),
                Cells.string(column.name()),
                Cells.int64(position),
                Cells.string(column.required() ? "NO" : "YES"),
                Cells.string(Types.sqlName(column.type())),
                Cells.string(partitions ? "YES" : "NO")));
      }
    }
    String schema = dataset + ".INFORMATION_SCHEMA";
    List<Column> tableColumns =
        List.of(
            text("table_catalog"),
            text("table_schema"),
            text("table_name"),
            text("table_type"),
            new Column("creation_time", Types.TIMESTAMP));
    List<Column> columnColumns =
        List.of(
            text("table_catalog"),
            text("table_schema"),
            text("table_name"),
            text("column_name"),
            new Column("ordinal_position", Types.INT64),
            text("is_nullable"),
            text("data_type"),
            text("is_partitioning_column"));
    return List.of(
        Table.of(schema, "TABLES", new Relation(tableColumns, tableRows), Optional.empty()),
        Table.of(schema, "COLUMNS", new Relation(columnColumns, columnRows), Optional.empty()));
  }

  private static Column text(String name) {
    return new Column(name, Types.STRING);
  }

  private static TableData.Row row(ValueProto... cells) {
    return TableData.Row.newBuilder().addAllCell(List.of(cells)).build();
  }
}
