package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The two metadata views agents ask for first: TABLES and COLUMNS. */
final class InformationSchema {
  static final String NAME = "INFORMATION_SCHEMA";

  private static final List<Column> TABLES =
      List.of(
          text("table_catalog"),
          text("table_schema"),
          text("table_name"),
          text("table_type"),
          new Column("creation_time", Types.TIMESTAMP));
  private static final List<Column> COLUMNS =
      List.of(
          text("table_catalog"),
          text("table_schema"),
          text("table_name"),
          text("column_name"),
          new Column("ordinal_position", Types.INT64),
          text("is_nullable"),
          text("data_type"),
          text("is_partitioning_column"));

  private InformationSchema() {}

  static List<Table> of(String project, String dataset, List<Table> tables, Instant now) {
    List<TableData.Row> tableRows = new ArrayList<>();
    List<TableData.Row> columnRows = new ArrayList<>();
    for (Table table : tables) {
      Table.Details details = table.details();
      tableRows.add(
          row(
              Cells.string(project),
              Cells.string(dataset),
              Cells.string(table.id().name()),
              Cells.string(table.isView() ? "VIEW" : "BASE TABLE"),
              Cells.timestamp(details.created())));
      int position = 0;
      for (Column column : table.contents().columns()) {
        position++;
        boolean partitions = details.partitionColumn().filter(column.name()::equals).isPresent();
        columnRows.add(
            row(
                Cells.string(project),
                Cells.string(dataset),
                Cells.string(table.id().name()),
                Cells.string(column.name()),
                Cells.int64(position),
                Cells.string(column.required() ? "NO" : "YES"),
                Cells.string(Types.sqlName(column.type())),
                Cells.string(partitions ? "YES" : "NO")));
      }
    }
    return List.of(
        view(dataset, "TABLES", new Relation(TABLES, tableRows), now),
        view(dataset, "COLUMNS", new Relation(COLUMNS, columnRows), now));
  }

  private static Table view(String dataset, String name, Relation contents, Instant now) {
    TableId id = new TableId(dataset + "." + NAME, name);
    return Table.of(id, contents, Table.Details.plain(now), now);
  }

  private static Column text(String name) {
    return new Column(name, Types.STRING);
  }

  private static TableData.Row row(ValueProto... cells) {
    return TableData.Row.newBuilder().addAllCell(List.of(cells)).build();
  }
}
