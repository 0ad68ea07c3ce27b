package dev.chaperone.googlesql.sandbox.shop;

import com.google.protobuf.Timestamp;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Makes the cells of generated rows. */
final class Cells {
  static final ValueProto NULL = ValueProto.getDefaultInstance();

  private Cells() {}

  static ValueProto int64(long value) {
    return ValueProto.newBuilder().setInt64Value(value).build();
  }

  static ValueProto string(String value) {
    return ValueProto.newBuilder().setStringValue(value).build();
  }

  static ValueProto json(String value) {
    return ValueProto.newBuilder().setJsonValue(value).build();
  }

  static ValueProto date(LocalDate value) {
    return ValueProto.newBuilder().setDateValue((int) value.toEpochDay()).build();
  }

  static ValueProto timestamp(Instant value) {
    return ValueProto.newBuilder()
        .setTimestampValue(
            Timestamp.newBuilder().setSeconds(value.getEpochSecond()).setNanos(value.getNano()))
        .build();
  }

  static ValueProto cents(long cents) {
    return Value.createNumericValue(BigDecimal.valueOf(cents, 2)).getProto();
  }

  static ValueProto array(List<ValueProto> elements) {
    return ValueProto.newBuilder()
        .setArrayValue(ValueProto.Array.newBuilder().addAllElement(elements))
        .build();
  }

  static ValueProto struct(ValueProto... fields) {
    return ValueProto.newBuilder()
        .setStructValue(ValueProto.Struct.newBuilder().addAllField(List.of(fields)))
        .build();
  }
}
