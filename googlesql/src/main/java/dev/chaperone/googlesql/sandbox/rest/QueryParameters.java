package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.zetasql.CivilTimeEncoder;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLType.StructFieldProto;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.ZetaSQLType.TypeProto;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import dev.chaperone.googlesql.sandbox.engine.Column;
import dev.chaperone.googlesql.sandbox.engine.Query;
import dev.chaperone.googlesql.sandbox.engine.Types;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Reads {@code queryParameters} of a request. */
final class QueryParameters {
  private QueryParameters() {}

  static List<Query.Parameter> read(JsonNode parameters) throws ApiException {
    List<Query.Parameter> result = new ArrayList<>();
    for (JsonNode parameter : parameters) {
      String name = parameter.path("name").asText("");
      TypeProto type = type(parameter.path("parameterType"));
      try {
        result.add(new Query.Parameter(name, type, value(type, parameter.path("parameterValue"))));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new ApiException(
            400,
            "invalid",
            "Invalid value for query parameter '%s' of type %s."
                .formatted(name, Types.sqlName(type)));
      }
    }
    return result;
  }

  private static TypeProto type(JsonNode type) throws ApiException {
    String name = type.path("type").asText("").toUpperCase(Locale.ROOT);
    return switch (name) {
      case "INT64", "INTEGER" -> Types.INT64;
      case "FLOAT64", "FLOAT" -> Types.scalar(TypeKind.TYPE_DOUBLE);
      case "BOOL", "BOOLEAN" -> Types.scalar(TypeKind.TYPE_BOOL);
      case "STRING",
          "BYTES",
          "DATE",
          "TIME",
          "DATETIME",
          "TIMESTAMP",
          "NUMERIC",
          "BIGNUMERIC",
          "JSON" ->
          Types.scalar(TypeKind.valueOf("TYPE_" + name));
      case "ARRAY" -> Types.array(type(type.path("arrayType")));
      case "STRUCT", "RECORD" -> {
        List<Column> fields = new ArrayList<>();
        for (JsonNode field : type.path("structTypes")) {
          fields.add(new Column(field.path("name").asText(""), type(field.path("type"))));
        }
        yield Types.struct(fields);
      }
      default -> throw ApiException.invalid("Unsupported query parameter type: " + name);
    };
  }

  private static ValueProto value(TypeProto type, JsonNode value) {
    ValueProto.Builder proto = ValueProto.newBuilder();
    switch (type.getTypeKind()) {
      case TYPE_ARRAY -> {
        ValueProto.Array.Builder array = proto.getArrayValueBuilder();
        for (JsonNode element : value.path("arrayValues")) {
          array.addElement(value(type.getArrayType().getElementType(), element));
        }
      }
      case TYPE_STRUCT -> {
        ValueProto.Struct.Builder struct = proto.getStructValueBuilder();
        for (StructFieldProto field : type.getStructType().getFieldList()) {
          struct.addField(
              value(field.getFieldType(), value.path("structValues").path(field.getFieldName())));
        }
      }
      default -> {
        JsonNode text = value.path("value");
        if (!text.isMissingNode() && !text.isNull()) {
          scalar(proto, type.getTypeKind(), text.asText());
        }
      }
    }
    return proto.build();
  }

  private static void scalar(ValueProto.Builder proto, TypeKind kind, String text) {
    switch (kind) {
      case TYPE_INT64 -> proto.setInt64Value(Long.parseLong(text.strip()));
      case TYPE_DOUBLE -> proto.setDoubleValue(Double.parseDouble(text.strip()));
      case TYPE_BOOL -> proto.setBoolValue(Boolean.parseBoolean(text.strip()));
      case TYPE_STRING -> proto.setStringValue(text);
      case TYPE_JSON -> proto.setJsonValue(text);
      case TYPE_BYTES -> proto.setBytesValue(ByteString.copyFrom(Base64.getDecoder().decode(text)));
      case TYPE_DATE -> proto.setDateValue((int) LocalDate.parse(text.strip()).toEpochDay());
      case TYPE_TIME ->
          proto.setTimeValue(CivilTimeEncoder.encodePacked64TimeNanos(LocalTime.parse(text)));
      case TYPE_DATETIME ->
          proto.setDatetimeValue(
              CivilTimeEncoder.encodePacked96DatetimeNanos(
                  LocalDateTime.parse(text.strip().replace(' ', 'T'))));
      case TYPE_TIMESTAMP -> {
        Instant at = instant(text.strip());
        proto.setTimestampValue(
            Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
      }
      case TYPE_NUMERIC ->
          proto.mergeFrom(Value.createNumericValue(new BigDecimal(text.strip())).getProto());
      case TYPE_BIGNUMERIC ->
          proto.mergeFrom(Value.createBigNumericValue(new BigDecimal(text.strip())).getProto());
      default -> throw new IllegalArgumentException("no parameter of kind " + kind);
    }
  }

  /** Clients send {@code 2026-01-31 12:00:00+00:00}, with {@code T}, {@code Z}, or {@code UTC}. */
  private static Instant instant(String text) {
    String iso = text.replaceFirst("\\s*UTC$", "Z").replaceFirst("\\s", "T");
    if (!iso.contains("T")) {
      iso = iso.replaceFirst("Z$", "") + "T00:00:00Z";
    }
    boolean zoned = iso.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)$");
    return OffsetDateTime.parse(zoned ? iso : iso + "Z").toInstant();
  }
}
