package dev.chaperone.proxy.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.sql.catalogue.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads {@code StandardSqlDataType}, of which routines are made.
 *
 * <p>Everything here throws {@link IllegalArgumentException} over what is none.
 */
final class StandardTypes {
  private static final Pattern PLAIN = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private StandardTypes() {}

  /** The type as GoogleSQL writes it. */
  static String text(JsonNode type) {
    return text(type, 1);
  }

  /** A column of a table function's result. */
  static Field field(JsonNode column) {
    return field(column, 1);
  }

  private static String text(JsonNode type, int depth) {
    String kind = kind(type, depth);
    return switch (kind) {
      case "ARRAY" -> "ARRAY<" + text(type.path("arrayElementType"), depth + 1) + ">";
      case "RANGE" -> "RANGE<" + text(type.path("rangeElementType"), depth + 1) + ">";
      case "STRUCT" -> {
        List<String> fields = new ArrayList<>();
        for (JsonNode field : type.at("/structType/fields")) {
          String name = field.path("name").asText("");
          fields.add(quoted(name) + text(field.path("type"), depth + 1));
        }
        yield "STRUCT<" + String.join(", ", fields) + ">";
      }
      default -> kind;
    };
  }

  private static Field field(JsonNode column, int depth) {
    String name = column.path("name").asText("");
    JsonNode type = column.path("type");
    boolean repeated = kind(type, depth).equals("ARRAY");
    JsonNode element = repeated ? type.path("arrayElementType") : type;
    if (!kind(element, depth).equals("STRUCT")) {
      return new Field(name, text(element, depth), repeated, List.of());
    }
    List<Field> fields = new ArrayList<>();
    for (JsonNode inner : element.at("/structType/fields")) {
      fields.add(field(inner, depth + 1));
    }
    return new Field(name, "STRUCT", repeated, fields);
  }

  private static String kind(JsonNode type, int depth) {
    String kind = type.path("typeKind").asText("");
    if (depth > Field.MAX_DEPTH || !PLAIN.matcher(kind).matches()) {
      throw new IllegalArgumentException("no type");
    }
    return kind;
  }

  private static String quoted(String name) {
    if (name.isEmpty()) {
      return "";
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a field's name that would need quotes");
    }
    return name + " ";
  }
}
