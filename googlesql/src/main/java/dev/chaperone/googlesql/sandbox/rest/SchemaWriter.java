package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.zetasql.ZetaSQLType.StructFieldProto;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.ZetaSQLType.TypeProto;
import dev.chaperone.googlesql.sandbox.engine.Column;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Writes schemas with the type names BigQuery's REST interface uses. */
final class SchemaWriter {
  private SchemaWriter() {}

  /** A table's schema, which keeps its REQUIRED columns; a result has none. */
  static void table(JsonGenerator json, List<Column> columns) throws IOException {
    write(json, columns, true);
  }

  static void result(JsonGenerator json, List<Column> columns) throws IOException {
    write(json, columns, false);
  }

  private static void write(JsonGenerator json, List<Column> columns, boolean modes)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("fields");
    for (Column column : columns) {
      field(json, column.name(), column.type(), modes && column.required());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void field(JsonGenerator json, String name, TypeProto type, boolean required)
      throws IOException {
    boolean repeated = type.getTypeKind() == TypeKind.TYPE_ARRAY;
    TypeProto single = repeated ? type.getArrayType().getElementType() : type;
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("type", typeName(single));
    json.writeStringField("mode", repeated ? "REPEATED" : required ? "REQUIRED" : "NULLABLE");
    if (single.getTypeKind() == TypeKind.TYPE_STRUCT) {
      json.writeArrayFieldStart("fields");
      int position = 0;
      for (StructFieldProto field : single.getStructType().getFieldList()) {
        position++;
        String fieldName = field.getFieldName();
        field(
            json,
            fieldName.isEmpty() ? "_field_" + position : fieldName,
            field.getFieldType(),
            false);
      }
      json.writeEndArray();
    }
    if (single.getTypeKind() == TypeKind.TYPE_RANGE) {
      json.writeObjectFieldStart("rangeElementType");
      json.writeStringField("type", typeName(single.getRangeType().getElementType()));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static String typeName(TypeProto type) {
    return switch (type.getTypeKind()) {
      case TYPE_INT64 -> "INTEGER";
      case TYPE_DOUBLE -> "FLOAT";
      case TYPE_BOOL -> "BOOLEAN";
      case TYPE_STRUCT -> "RECORD";
      default -> type.getTypeKind().name().substring("TYPE_".length());
    };
  }

  /** The columns a {@code selectedFields} parameter names; nested paths keep the whole column. */
  static boolean selects(Set<String> selected, Column column) {
    return selected.isEmpty()
        || selected.stream()
            .anyMatch(s -> s.equals(column.name()) || s.startsWith(column.name() + "."));
  }
}
