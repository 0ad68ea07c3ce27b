package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A column of a result or table, as BigQuery has it, and whether its values derive from tagged
 * ones.
 *
 * @param type in GoogleSQL's words, {@code STRUCT} where there are fields
 * @param element of a RANGE; "" for all others
 * @param mark empty if the values may be seen; else how they look, "" as its type says
 */
record Column(
    String name,
    String type,
    String element,
    boolean repeated,
    boolean required,
    List<Column> fields,
    Optional<String> mark) {
  Column {
    fields = List.copyOf(fields);
  }

  /** Whether it or a field of it derives from tagged values. */
  boolean isMarked() {
    return mark.isPresent() || fields.stream().anyMatch(Column::isMarked);
  }

  /** With the mark on everything in it. */
  Column marked(String how) {
    return new Column(
        name,
        type,
        element,
        repeated,
        required,
        fields.stream().map(f -> f.marked(how)).toList(),
        Optional.of(how));
  }

  Column withFields(List<Column> others) {
    return new Column(name, type, element, repeated, required, others, mark);
  }

  /** Writes it into a schema's list of fields, in the spelling of BigQuery's answers. */
  void schema(ArrayNode into) {
    ObjectNode field = into.addObject().put("name", name).put("type", wireType());
    field.put("mode", repeated ? "REPEATED" : required ? "REQUIRED" : "NULLABLE");
    if (!element.isEmpty()) {
      field.putObject("rangeElementType").put("type", element);
    }
    if (!fields.isEmpty()) {
      fields.forEach(inner -> inner.schema(field.withArray("fields")));
    }
  }

  private String wireType() {
    return switch (type) {
      case "INT64" -> "INTEGER";
      case "FLOAT64" -> "FLOAT";
      case "BOOL" -> "BOOLEAN";
      case "STRUCT" -> "RECORD";
      default -> type;
    };
  }
}
