package dev.chaperone.googlesql.sandbox.engine;

import com.google.protobuf.Timestamp;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Makes the cells of rows. */
public final class Cells {
  public static final ValueProto NULL = ValueProto.getDefaultInstance();

  private Cells() {}

  public static ValueProto int64(long value) {
    return ValueProto.newBuilder().setInt64Value(value).build();
  }

  public static ValueProto string(String value) {
    return ValueProto.newBuilder().setStringValue(value).build();
  }

  public static ValueProto json(String value) {
    return ValueProto.newBuilder().setJsonValue(value).build();
  }

  public static ValueProto date(LocalDate value) {
    return ValueProto.newBuilder().setDateValue((int) value.toEpochDay()).build();
  }

  public static ValueProto timestamp(Instant value) {
    return ValueProto.newBuilder()
        .setTimestampValue(
            Timestamp.newBuilder().setSeconds(value.getEpochSecond()).setNanos(value.getNano()))
        .build();
  }

  public static ValueProto cents(long cents) {
    return Value.createNumericValue(BigDecimal.valueOf(cents, 2)).getProto();
  }

  public static ValueProto array(List<ValueProto> elements) {
    return ValueProto.newBuilder()
        .setArrayValue(ValueProto.Array.newBuilder().addAllElement(elements))
        .build();
  }

  public static ValueProto struct(ValueProto... fields) {
    return ValueProto.newBuilder()
        .setStructValue(ValueProto.Struct.newBuilder().addAllField(List.of(fields)))
        .build();
  }
}
