package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.ZetaSQLType.TypeProto;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import java.nio.charset.StandardCharsets;

/** Sizes values the way BigQuery documents it for pricing; NULL weighs nothing. */
final class LogicalSize {
  private LogicalSize() {}

  static long of(TypeProto type, ValueProto value) {
    return switch (value.getValueCase()) {
      case VALUE_NOT_SET -> 0;
      case BOOL_VALUE -> 1;
      case STRING_VALUE -> 2 + utf8(value.getStringValue());
      case JSON_VALUE -> 2 + utf8(value.getJsonValue());
      case BYTES_VALUE -> 2 + value.getBytesValue().size();
      case NUMERIC_VALUE, INTERVAL_VALUE -> 16;
      case BIGNUMERIC_VALUE -> 32;
      case ARRAY_VALUE -> {
        long sum = 0;
        for (ValueProto element : value.getArrayValue().getElementList()) {
          sum += of(type.getArrayType().getElementType(), element);
        }
        yield sum;
      }
      case STRUCT_VALUE -> {
        long sum = 0;
        for (int i = 0; i < value.getStructValue().getFieldCount(); i++) {
          TypeProto field = type.getStructType().getField(i).getFieldType();
          sum += of(field, value.getStructValue().getField(i));
        }
        yield sum;
      }
      default -> 8;
    };
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
