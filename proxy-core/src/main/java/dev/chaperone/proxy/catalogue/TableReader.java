package dev.chaperone.proxy.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.TableState;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.TableEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@code tables.get} answers. */
final class TableReader {
  private TableReader() {}

  /** Empty if it is no table as BigQuery describes one. */
  static Optional<TableInfo> read(Key<TableName> key, ObjectNode json) {
    try {
      return Optional.of(table(key, json));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static TableInfo table(Key<TableName> key, ObjectNode json) {
    if (json.at("/tableReference/tableId").asText("").isEmpty()) {
      throw new IllegalArgumentException("a table says which it is");
    }
    SchemaReader schema = new SchemaReader(json.path("schema"));
    String type = json.path("type").asText("");
    Optional<String> definition = definition(json);
    List<String> partitions = partitions(json);
    TableEntry entry =
        new TableEntry(key.asked(), schema.fields(), viewSql(json, type), partitions);
    TableState state =
        new TableState(
            key.dotted(),
            type,
            schema.digest(),
            definition
                .map(sql -> Digest.sha256(sql.getBytes(StandardCharsets.UTF_8)).hex())
                .orElse(""),
            // Row access policies have an address of their own, which is not asked.
            "");
    return new TableInfo(
        entry,
        state,
        type,
        json.path("location").asText(""),
        size(key, json, type, "numRows"),
        size(key, json, type, "numBytes"),
        !partitions.isEmpty(),
        schema.policyTags());
  }

  private static Optional<String> definition(JsonNode json) {
    return text(json.at("/view/query")).or(() -> text(json.at("/materializedView/query")));
  }

  /** What is a view always has a text: without one it would pass for a table. */
  private static Optional<String> viewSql(JsonNode json, String type) {
    Optional<String> definition = definition(json);
    if (json.at("/view/useLegacySql").asBoolean(false)) {
      // Must not be read as GoogleSQL, in which it may mean something else.
      return Optional.of("LEGACY SQL: " + definition.orElse(""));
    }
    return type.contains("VIEW") ? Optional.of(definition.orElse("")) : definition;
  }

  private static List<String> partitions(JsonNode json) {
    List<String> columns = new ArrayList<>();
    JsonNode time = json.path("timePartitioning");
    if (time.isObject()) {
      text(time.path("field"))
          .ifPresentOrElse(
              columns::add, () -> columns.addAll(List.of("_PARTITIONTIME", "_PARTITIONDATE")));
    }
    text(json.at("/rangePartitioning/field")).ifPresent(columns::add);
    json.at("/partitionDefinition/partitionedColumn")
        .forEach(column -> text(column.path("field")).ifPresent(columns::add));
    return columns.stream().distinct().toList();
  }

  private static Fact<Long> size(Key<TableName> key, JsonNode json, String type, String figure) {
    if (!type.equals("TABLE") && !type.equals("SNAPSHOT") && !type.equals("CLONE")) {
      return Fact.unknown("%s is no table with a size of its own".formatted(key.asked()));
    }
    if (json.path("streamingBuffer").isObject()) {
      return Fact.unknown("rows are still streaming into " + key.asked());
    }
    if (json.path("biglakeConfiguration").isObject()
        || json.path("externalDataConfiguration").isObject()) {
      return Fact.unknown("%s stores its rows elsewhere".formatted(key.asked()));
    }
    // A partition has no more than its table; another time may have had more.
    if (key.asked().decorator().filter(d -> !Character.isDigit(d.charAt(0))).isPresent()
        || key.asked().decorator().filter(d -> d.length() > 10).isPresent()) {
      return Fact.unknown("%s is a table at another time".formatted(key.asked()));
    }
    try {
      long value = Long.parseLong(json.path(figure).asText(""));
      return value < 0 ? Fact.unknown("a size below nothing") : Fact.known(value);
    } catch (NumberFormatException e) {
      return Fact.unknown("BigQuery does not tell the size of " + key.asked());
    }
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText("")).filter(t -> !t.isEmpty());
  }
}
