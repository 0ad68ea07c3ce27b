package dev.chaperone.proxy.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.sql.catalogue.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code tables.get}'s schema. */
final class SchemaReader {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, List<String>> policyTags = new HashMap<>();
  private final List<Field> fields;
  private final String digest;

  /**
   * @throws IllegalArgumentException if it is no schema
   */
  SchemaReader(JsonNode schema) {
    ArrayNode canonical = JSON.createArrayNode();
    this.fields = fields(schema.path("fields"), "", 1, canonical);
    this.digest = Digest.sha256(canonical.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }

  List<Field> fields() {
    return fields;
  }

  /** Of names, types and modes, and nothing that changes by itself. */
  String digest() {
    return digest;
  }

  Map<String, List<String>> policyTags() {
    return policyTags;
  }

  private List<Field> fields(JsonNode list, String prefix, int depth, ArrayNode canonical) {
    if (depth > Field.MAX_DEPTH) {
      throw new IllegalArgumentException("a schema deeper than BigQuery allows");
    }
    List<Field> read = new ArrayList<>();
    for (JsonNode column : list) {
      String name = column.path("name").asText("");
      String type = type(column);
      String mode = column.path("mode").asText("").toUpperCase(Locale.ROOT);
      String path = prefix + name;
      List<String> tags = new ArrayList<>();
      column.path("policyTags").path("names").forEach(tag -> tags.add(tag.asText("")));
      if (!tags.isEmpty()) {
        policyTags.put(path, tags);
      }
      ArrayNode said =
          canonical.addArray().add(name).add(type).add(mode.isEmpty() ? "NULLABLE" : mode);
      List<Field> inner = fields(column.path("fields"), path + ".", depth + 1, said.addArray());
      read.add(new Field(name, type, mode.equals("REPEATED"), inner));
    }
    return read;
  }

  private static String type(JsonNode column) {
    String type = column.path("type").asText("").toUpperCase(Locale.ROOT);
    return switch (type) {
      case "INTEGER" -> "INT64";
      case "FLOAT" -> "FLOAT64";
      case "BOOLEAN" -> "BOOL";
      case "RECORD" -> "STRUCT";
      case "RANGE" ->
          "RANGE<" + column.at("/rangeElementType/type").asText("").toUpperCase(Locale.ROOT) + ">";
      default -> type;
    };
  }
}
