package dev.chaperone.proxy.mask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns of a result, as BigQuery's {@code TableSchema} tells them. */
public record ResultSchema(List<ResultField> columns) {
  private static final int MAX_DEPTH = 100;

  public ResultSchema {
    columns = List.copyOf(columns);
  }

  /**
   * Reads a {@code TableSchema}.
   *
   * @return empty if it does not say name, type and fields of everything, as after {@code
   *     fields=schema/fields/name}; values cannot be told apart by such a schema
   */
  public static Optional<ResultSchema> read(JsonNode schema) {
    try {
      List<ResultField> columns = fields(schema, 0);
      return columns.isEmpty() ? Optional.empty() : Optional.of(new ResultSchema(columns));
    } catch (IncompleteException e) {
      return Optional.empty();
    }
  }

  /** Whether a {@code TableSchema}, as far as it tells, tells of other columns than these. */
  public boolean contradicts(JsonNode schema) {
    return contradict(columns, schema.path("fields"));
  }

  private static boolean contradict(List<ResultField> fields, JsonNode told) {
    if (!told.isArray()) {
      return false;
    }
    if (told.size() != fields.size()) {
      return true;
    }
    for (int i = 0; i < fields.size(); i++) {
      if (contradict(fields.get(i), told.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean contradict(ResultField field, JsonNode told) {
    JsonNode name = told.path("name");
    JsonNode type = told.path("type");
    JsonNode mode = told.path("mode");
    return name.isTextual() && !name.textValue().equalsIgnoreCase(field.name())
        || type.isTextual() && ValueType.named(type.textValue()) != field.type()
        || mode.isTextual() && mode.textValue().equalsIgnoreCase("REPEATED") != field.repeated()
        || contradict(field.fields(), told.path("fields"));
  }

  private static List<ResultField> fields(JsonNode of, int depth) throws IncompleteException {
    JsonNode array = of.path("fields");
    if (!array.isArray() || depth > MAX_DEPTH) {
      throw new IncompleteException();
    }
    List<ResultField> fields = new ArrayList<>(array.size());
    for (JsonNode field : array) {
      fields.add(field(field, depth));
    }
    return fields;
  }

  private static ResultField field(JsonNode field, int depth) throws IncompleteException {
    JsonNode name = field.path("name");
    JsonNode type = field.path("type");
    if (!name.isTextual() || !type.isTextual()) {
      throw new IncompleteException();
    }
    ValueType valueType = ValueType.named(type.textValue());
    List<ResultField> nested = valueType == ValueType.STRUCT ? fields(field, depth + 1) : List.of();
    if (valueType == ValueType.STRUCT && nested.isEmpty()) {
      throw new IncompleteException();
    }
    return new ResultField(
        name.textValue(),
        valueType,
        field.path("mode").asText("").equalsIgnoreCase("REPEATED"),
        nested);
  }

  private static final class IncompleteException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
