package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.ZetaSQLType.TypeProto;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import java.util.ArrayList;
import java.util.List;

/** Brings rows into the form a table keeps: a missing array is an empty one. */
final class RowRules {
  private RowRules() {}

  static List<TableData.Row> stored(List<Column> columns, List<TableData.Row> rows)
      throws SqlFailure {
    List<TableData.Row> stored = new ArrayList<>(rows.size());
    for (TableData.Row row : rows) {
      stored.add(row(columns, row.getCellList()));
    }
    return stored;
  }

  static TableData.Row row(List<Column> columns, List<ValueProto> cells) throws SqlFailure {
    TableData.Row.Builder row = TableData.Row.newBuilder();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      ValueProto cell = stored(column.type(), cells.get(i), column.name());
      if (column.required() && cell.getValueCase() == ValueProto.ValueCase.VALUE_NOT_SET) {
        throw SqlFailure.invalid("Required field %s cannot be null".formatted(column.name()));
      }
      row.addCell(cell);
    }
    return row.build();
  }

  private static ValueProto stored(TypeProto type, ValueProto value, String column)
      throws SqlFailure {
    return switch (type.getTypeKind()) {
      case TYPE_ARRAY -> {
        TypeProto element = type.getArrayType().getElementType();
        List<ValueProto> elements = new ArrayList<>();
        for (ValueProto one : value.getArrayValue().getElementList()) {
          if (one.getValueCase() == ValueProto.ValueCase.VALUE_NOT_SET) {
            throw SqlFailure.invalid(
                "Array cannot have a null element; error in writing field " + column);
          }
          elements.add(stored(element, one, column));
        }
        yield Cells.array(elements);
      }
      case TYPE_STRUCT -> {
        if (!value.hasStructValue()) {
          yield value;
        }
        ValueProto.Struct.Builder struct = ValueProto.Struct.newBuilder();
        for (int i = 0; i < value.getStructValue().getFieldCount(); i++) {
          TypeProto field = type.getStructType().getField(i).getFieldType();
          struct.addField(stored(field, value.getStructValue().getField(i), column));
        }
        yield ValueProto.newBuilder().setStructValue(struct).build();
      }
      default -> value;
    };
  }
}
