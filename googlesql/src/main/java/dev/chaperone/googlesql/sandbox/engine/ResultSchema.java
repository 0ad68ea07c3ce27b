package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.ResolvedOutputColumnProto;
import com.google.zetasql.ResolvedQueryStmtProto;
import com.google.zetasql.ZetaSQLType.StructFieldProto;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.ZetaSQLType.TypeProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names the columns of a result as BigQuery does. */
final class ResultSchema {
  private ResultSchema() {}

  static List<Column> of(ResolvedQueryStmtProto select) throws SqlFailure {
    List<Column> columns = new ArrayList<>();
    int unnamed = 0;
    for (Column column : asSelected(select)) {
      checkReturnable(column.type());
      boolean anonymous = column.name().isEmpty() || column.name().startsWith("$");
      columns.add(anonymous ? new Column("f" + unnamed++ + "_", column.type()) : column);
    }
    checkDistinct(columns);
    return columns;
  }

  /** The rows of {@code SELECT AS STRUCT}: one struct each, whose fields are the columns. */
  static List<TableData.Row> unfold(int width, List<TableData.Row> rows) {
    return rows.stream()
        .map(
            row -> {
              if (!row.getCell(0).hasStructValue()
                  || row.getCell(0).getStructValue().getFieldCount() != width) {
                return row;
              }
              return TableData.Row.newBuilder()
                  .addAllCell(row.getCell(0).getStructValue().getFieldList())
                  .build();
            })
        .toList();
  }

  private static List<Column> asSelected(ResolvedQueryStmtProto select) {
    List<Column> columns = new ArrayList<>();
    for (ResolvedOutputColumnProto column : select.getOutputColumnListList()) {
      TypeProto type = column.getColumn().getType();
      if (select.getIsValueTable() && type.getTypeKind() == TypeKind.TYPE_STRUCT) {
        for (StructFieldProto field : type.getStructType().getFieldList()) {
          columns.add(new Column(field.getFieldName(), field.getFieldType()));
        }
      } else {
        columns.add(new Column(column.getName(), type));
      }
    }
    return columns;
  }

  private static void checkDistinct(List<Column> columns) throws SqlFailure {
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
        throw SqlFailure.invalid(
            "Duplicate column names in the result are not supported when a destination table is"
                + " present. Found duplicate(s): "
                + column.name());
      }
    }
  }

  static void checkReturnable(TypeProto type) throws SqlFailure {
    switch (type.getTypeKind()) {
      case TYPE_INT64,
          TYPE_DOUBLE,
          TYPE_BOOL,
          TYPE_STRING,
          TYPE_BYTES,
          TYPE_DATE,
          TYPE_TIME,
          TYPE_DATETIME,
          TYPE_TIMESTAMP,
          TYPE_NUMERIC,
          TYPE_BIGNUMERIC,
          TYPE_JSON,
          TYPE_INTERVAL -> {}
      case TYPE_RANGE -> checkReturnable(type.getRangeType().getElementType());
      case TYPE_ARRAY -> checkReturnable(type.getArrayType().getElementType());
      case TYPE_STRUCT -> {
        for (StructFieldProto field : type.getStructType().getFieldList()) {
          checkReturnable(field.getFieldType());
        }
      }
      default ->
          throw SqlFailure.unsupported(
              "it returns a value of type " + Types.sqlName(type) + "; cast it to STRING.");
    }
  }
}
