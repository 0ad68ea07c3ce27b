package dev.chaperone.ui.model.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A field of a BigQuery schema. */
record Field(String name, String type, boolean repeated, List<Field> fields) {
  static final Field UNKNOWN = new Field("", "", false, List.of());

  Field {
    fields = List.copyOf(fields);
  }

  /** Of a schema's {@code fields} array. */
  static List<Field> list(JsonNode array) {
    List<Field> found = new ArrayList<>();
    for (JsonNode node : array) {
      found.add(
          new Field(
              node.path("name").asText(""),
              node.path("type").asText(""),
              node.path("mode").asText("").equals("REPEATED"),
              list(node.path("fields"))));
    }
    return found;
  }

  Field child(int index) {
    return index < fields.size() ? fields.get(index) : UNKNOWN;
  }

  ResultTable.Column column() {
    return new ResultTable.Column(name, repeated ? "ARRAY<" + type + ">" : type);
  }
}
