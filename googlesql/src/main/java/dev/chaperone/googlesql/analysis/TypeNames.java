package dev.chaperone.googlesql.analysis;

import com.google.zetasql.ZetaSQLType.ArrayTypeProto;
import com.google.zetasql.ZetaSQLType.RangeTypeProto;
import com.google.zetasql.ZetaSQLType.StructFieldProto;
import com.google.zetasql.ZetaSQLType.StructTypeProto;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.ZetaSQLType.TypeProto;
import dev.chaperone.sql.catalogue.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Builds ZetaSQL's types from BigQuery's names of them. */
final class TypeNames {
  private static final Map<String, TypeKind> SCALARS =
      Map.ofEntries(
          Map.entry("INT64", TypeKind.TYPE_INT64),
          Map.entry("INTEGER", TypeKind.TYPE_INT64),
          Map.entry("INT", TypeKind.TYPE_INT64),
          Map.entry("FLOAT64", TypeKind.TYPE_DOUBLE),
          Map.entry("FLOAT", TypeKind.TYPE_DOUBLE),
          Map.entry("NUMERIC", TypeKind.TYPE_NUMERIC),
          Map.entry("DECIMAL", TypeKind.TYPE_NUMERIC),
          Map.entry("BIGNUMERIC", TypeKind.TYPE_BIGNUMERIC),
          Map.entry("BIGDECIMAL", TypeKind.TYPE_BIGNUMERIC),
          Map.entry("BOOL", TypeKind.TYPE_BOOL),
          Map.entry("BOOLEAN", TypeKind.TYPE_BOOL),
          Map.entry("STRING", TypeKind.TYPE_STRING),
          Map.entry("BYTES", TypeKind.TYPE_BYTES),
          Map.entry("DATE", TypeKind.TYPE_DATE),
          Map.entry("DATETIME", TypeKind.TYPE_DATETIME),
          Map.entry("TIME", TypeKind.TYPE_TIME),
          Map.entry("TIMESTAMP", TypeKind.TYPE_TIMESTAMP),
          Map.entry("GEOGRAPHY", TypeKind.TYPE_GEOGRAPHY),
          Map.entry("INTERVAL", TypeKind.TYPE_INTERVAL),
          Map.entry("JSON", TypeKind.TYPE_JSON));

  private TypeNames() {}

  /** A column's type; empty where it is none that is known. */
  static Optional<TypeProto> of(Field field) {
    String name = field.type().toUpperCase(Locale.ROOT);
    Optional<TypeProto> element =
        name.equals("STRUCT") || name.equals("RECORD") ? struct(field.fields()) : named(name);
    return field.repeated() ? element.map(TypeNames::array) : element;
  }

  /** A scalar type, a range, or an array of those. */
  static Optional<TypeProto> named(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    if (upper.startsWith("ARRAY<") && upper.endsWith(">")) {
      return named(inner(upper)).map(TypeNames::array);
    }
    if (upper.startsWith("RANGE<") && upper.endsWith(">")) {
      return named(inner(upper))
          .map(
              element ->
                  TypeProto.newBuilder()
                      .setTypeKind(TypeKind.TYPE_RANGE)
                      .setRangeType(RangeTypeProto.newBuilder().setElementType(element))
                      .build());
    }
    // Parameters, as in STRING(10), do not matter here.
    int bracket = upper.indexOf('(');
    TypeKind kind = SCALARS.get(bracket < 0 ? upper : upper.substring(0, bracket).strip());
    return kind == null
        ? Optional.empty()
        : Optional.of(TypeProto.newBuilder().setTypeKind(kind).build());
  }

  private static String inner(String name) {
    return name.substring(name.indexOf('<') + 1, name.length() - 1);
  }

  private static TypeProto array(TypeProto element) {
    return TypeProto.newBuilder()
        .setTypeKind(TypeKind.TYPE_ARRAY)
        .setArrayType(ArrayTypeProto.newBuilder().setElementType(element))
        .build();
  }

  private static Optional<TypeProto> struct(List<Field> fields) {
    StructTypeProto.Builder struct = StructTypeProto.newBuilder();
    for (Field field : fields) {
      Optional<TypeProto> type = of(field);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      struct.addField(
          StructFieldProto.newBuilder().setFieldName(field.name()).setFieldType(type.get()));
    }
    return Optional.of(
        TypeProto.newBuilder().setTypeKind(TypeKind.TYPE_STRUCT).setStructType(struct).build());
  }
}
