package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables, views and routines of the stand-in warehouse, from tables.txt. */
final class StandInTables {
  /**
   * A table or view.
   *
   * @param type BigQuery's
   * @param sql of a view, "" of a table
   */
  record Table(String name, String type, String sql, boolean legacy, List<Column> columns) {
    String dataset() {
      return name.substring(0, name.indexOf('.'));
    }

    String id() {
      return name.substring(name.indexOf('.') + 1);
    }
  }

  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, String> routines = new LinkedHashMap<>();

  static StandInTables read() {
    StandInTables tables = new StandInTables();
    String[] blocks =
        Corpus.resource("tables.txt").replaceAll("(?m)^#.*\n", "").split("\n(?=\\S)|^(?=\\S)", -1);
    for (String block : blocks) {
      if (!block.isBlank()) {
        String[] parts = block.strip().split("\n", 2);
        tables.add(parts[0].split(" "), parts[1].strip());
      }
    }
    return tables;
  }

  private void add(String[] head, String body) {
    String name = head[1];
    switch (head[0]) {
      case "table" -> put(new Table(name, "TABLE", "", false, read(body)));
      case "view" -> {
        String[] parts = body.split("\n\\s*> ", 2);
        String kind = head.length > 2 ? head[2] : "";
        put(
            new Table(
                name,
                kind.equals("materialized") ? "MATERIALIZED_VIEW" : "VIEW",
                parts[0].strip(),
                kind.equals("legacy"),
                read(parts[1])));
      }
      case "routine" -> routines.put(name, body);
      default -> throw new IllegalArgumentException("no " + head[0] + " in tables.txt");
    }
  }

  private List<Column> read(String text) {
    return ColumnReader.read(text.strip(), this::columns);
  }

  List<Column> columns(String table) {
    return find(table)
        .orElseThrow(() -> new IllegalArgumentException("no table " + table))
        .columns();
  }

  /** Adds or replaces one; safe beside readers of it only under the warehouse's lock. */
  void put(Table table) {
    tables.put(table.name(), table);
  }

  void remove(String name) {
    tables.remove(name);
  }

  /** Without regard to a partition's or time's decorator. */
  Optional<Table> find(String name) {
    return Optional.ofNullable(tables.get(name.split("[$@]", 2)[0]));
  }

  Optional<String> routine(String name) {
    return Optional.ofNullable(routines.get(name));
  }

  List<Table> all() {
    return new ArrayList<>(tables.values());
  }

  /** The answer of tables.get. */
  static ObjectNode resource(Table table) {
    ObjectNode answer =
        Corpus.JSON
            .createObjectNode()
            .put("kind", "bigquery#table")
            .put("id", "demo:" + table.name())
            .put("etag", "e-" + table.id())
            .put("type", table.type())
            .put("location", "US");
    answer
        .putObject("tableReference")
        .put("projectId", "demo")
        .put("datasetId", table.dataset())
        .put("tableId", table.id());
    ArrayNode fields = answer.putObject("schema").putArray("fields");
    table.columns().forEach(column -> column.schema(fields));
    switch (table.type()) {
      case "VIEW" ->
          answer.putObject("view").put("query", table.sql()).put("useLegacySql", table.legacy());
      case "MATERIALIZED_VIEW" -> answer.putObject("materializedView").put("query", table.sql());
      default -> answer.put("numRows", "3").put("numBytes", "300");
    }
    return answer;
  }
}
