package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.zetasql.CivilTimeEncoder;
import com.google.zetasql.IntervalValue;
import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLType.StructTypeProto;
import com.google.zetasql.ZetaSQLType.TypeProto;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import dev.chaperone.googlesql.sandbox.engine.Column;
import dev.chaperone.googlesql.sandbox.engine.Relation;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Writes rows in BigQuery's {@code {"f":[{"v":…}]}} form, where every scalar is a string. */
final class RowWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Relation relation;
  private final List<Integer> columns;
  private final TimestampFormat timestamps;

  RowWriter(Relation relation, List<Integer> columns, TimestampFormat timestamps) {
    this.relation = relation;
    this.columns = List.copyOf(columns);
    this.timestamps = timestamps;
  }

  static RowWriter all(Relation relation, TimestampFormat timestamps) {
    return new RowWriter(
        relation, IntStream.range(0, relation.columns().size()).boxed().toList(), timestamps);
  }

  void write(JsonGenerator json, int from, int to) throws IOException {
    json.writeStartArray();
    for (int i = from; i < to; i++) {
      row(json, relation.rows().get(i));
    }
    json.writeEndArray();
  }

  /** Where a page that starts at {@code from} ends: after so many rows, or at a size in bytes. */
  int pageEnd(int from, long maxRows, long maxBytes) throws IOException {
    int last = (int) Math.min(relation.rows().size(), from + Math.min(maxRows, Integer.MAX_VALUE));
    Meter meter = new Meter();
    try (JsonGenerator json = JSON.createGenerator(meter)) {
      json.writeStartArray();
      for (int i = from; i < last; i++) {
        row(json, relation.rows().get(i));
        // What the generator still buffers is small against a page.
        if (meter.bytes > maxBytes && i > from) {
          return i;
        }
      }
      json.writeEndArray();
    }
    return last;
  }

  private void row(JsonGenerator json, TableData.Row row) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("f");
    for (int column : columns) {
      Column of = relation.columns().get(column);
      cell(json, of.type(), row.getCell(column));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void cell(JsonGenerator json, TypeProto type, ValueProto value) throws IOException {
    json.writeStartObject();
    json.writeFieldName("v");
    switch (type.getTypeKind()) {
      case TYPE_ARRAY -> {
        // BigQuery cannot tell a NULL array from an empty one in a result.
        json.writeStartArray();
        for (ValueProto element : value.getArrayValue().getElementList()) {
          cell(json, type.getArrayType().getElementType(), element);
        }
        json.writeEndArray();
      }
      case TYPE_STRUCT -> struct(json, type.getStructType(), value);
      default -> {
        if (value.getValueCase() == ValueProto.ValueCase.VALUE_NOT_SET) {
          json.writeNull();
        } else {
          json.writeString(scalar(type, value));
        }
      }
    }
    json.writeEndObject();
  }

  private void struct(JsonGenerator json, StructTypeProto type, ValueProto value)
      throws IOException {
    if (!value.hasStructValue()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeArrayFieldStart("f");
    for (int i = 0; i < type.getFieldCount(); i++) {
      cell(json, type.getField(i).getFieldType(), value.getStructValue().getField(i));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private String scalar(TypeProto type, ValueProto value) {
    return switch (type.getTypeKind()) {
      case TYPE_INT64 -> Long.toString(value.getInt64Value());
      case TYPE_BOOL -> Boolean.toString(value.getBoolValue());
      case TYPE_DOUBLE -> Double.toString(value.getDoubleValue());
      case TYPE_STRING -> value.getStringValue();
      case TYPE_JSON -> value.getJsonValue();
      case TYPE_BYTES -> Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
      case TYPE_DATE -> LocalDate.ofEpochDay(value.getDateValue()).toString();
      case TYPE_TIMESTAMP -> timestamps.write(value.getTimestampValue());
      case TYPE_TIME ->
          time(CivilTimeEncoder.decodePacked64TimeNanosAsJavaTime(value.getTimeValue()));
      case TYPE_DATETIME -> {
        LocalDateTime at =
            CivilTimeEncoder.decodePacked96DatetimeNanosAsJavaTime(value.getDatetimeValue());
        yield at.toLocalDate() + "T" + time(at.toLocalTime());
      }
      case TYPE_NUMERIC -> decimal(javaValue(type, value).getNumericValue());
      case TYPE_BIGNUMERIC -> decimal(javaValue(type, value).getBigNumericValue());
      case TYPE_INTERVAL -> interval(javaValue(type, value).getIntervalValue());
      case TYPE_RANGE -> {
        TypeProto of = type.getRangeType().getElementType();
        yield "["
            + bound(of, value.getRangeValue().getStart())
            + ", "
            + bound(of, value.getRangeValue().getEnd())
            + ")";
      }
      default -> throw new IllegalStateException("no wire form for " + type.getTypeKind());
    };
  }

  private String bound(TypeProto type, ValueProto value) {
    return value.getValueCase() == ValueProto.ValueCase.VALUE_NOT_SET
        ? "UNBOUNDED"
        : scalar(type, value);
  }

  private static Value javaValue(TypeProto type, ValueProto value) {
    return Value.deserialize(TypeFactory.nonUniqueNames().deserialize(type, List.of()), value);
  }

  private static String decimal(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String time(LocalTime time) {
    return (time.getNano() == 0 ? SECONDS : MICROS).format(time);
  }

  /** Years-months, days, hours:minutes:seconds; each of the three has its own sign. */
  private static String interval(IntervalValue value) {
    long months = Math.abs(value.months());
    long micros = Math.abs(value.micros());
    long seconds = micros / 1_000_000;
    String fraction = micros % 1_000_000 == 0 ? "" : ".%06d".formatted(micros % 1_000_000);
    return "%s%d-%d %d %s%d:%d:%d%s"
        .formatted(
            value.months() < 0 ? "-" : "",
            months / 12,
            months % 12,
            value.days(),
            value.micros() < 0 ? "-" : "",
            seconds / 3_600,
            seconds / 60 % 60,
            seconds % 60,
            fraction);
  }

  /** Counts what passes and keeps nothing. */
  private static final class Meter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      bytes += len;
    }
  }
}
