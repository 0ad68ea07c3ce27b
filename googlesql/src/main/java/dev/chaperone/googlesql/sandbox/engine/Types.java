package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.ZetaSQLType.ArrayTypeProto;
import com.google.zetasql.ZetaSQLType.StructFieldProto;
import com.google.zetasql.ZetaSQLType.StructTypeProto;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.ZetaSQLType.TypeProto;
import java.util.List;

/** Builds and names GoogleSQL types in the form ZetaSQL exchanges them. */
public final class Types {
  public static final TypeProto INT64 = scalar(TypeKind.TYPE_INT64);
  public static final TypeProto STRING = scalar(TypeKind.TYPE_STRING);
  public static final TypeProto NUMERIC = scalar(TypeKind.TYPE_NUMERIC);
  public static final TypeProto DATE = scalar(TypeKind.TYPE_DATE);
  public static final TypeProto TIMESTAMP = scalar(TypeKind.TYPE_TIMESTAMP);
  public static final TypeProto JSON = scalar(TypeKind.TYPE_JSON);

  private Types() {}

  public static TypeProto scalar(TypeKind kind) {
    return TypeProto.newBuilder().setTypeKind(kind).build();
  }

  public static TypeProto array(TypeProto element) {
    return TypeProto.newBuilder()
        .setTypeKind(TypeKind.TYPE_ARRAY)
        .setArrayType(ArrayTypeProto.newBuilder().setElementType(element))
        .build();
  }

  public static TypeProto struct(List<Column> fields) {
    StructTypeProto.Builder struct = StructTypeProto.newBuilder();
    for (Column field : fields) {
      struct.addField(
          StructFieldProto.newBuilder().setFieldName(field.name()).setFieldType(field.type()));
    }
    return TypeProto.newBuilder().setTypeKind(TypeKind.TYPE_STRUCT).setStructType(struct).build();
  }

  /** The name GoogleSQL gives a type, such as {@code ARRAY<STRUCT<sku STRING>>}. */
  public static String sqlName(TypeProto type) {
    return switch (type.getTypeKind()) {
      case TYPE_DOUBLE -> "FLOAT64";
      case TYPE_ARRAY -> "ARRAY<" + sqlName(type.getArrayType().getElementType()) + ">";
      case TYPE_RANGE -> "RANGE<" + sqlName(type.getRangeType().getElementType()) + ">";
      case TYPE_STRUCT -> {
        StringBuilder name = new StringBuilder("STRUCT<");
        for (StructFieldProto field : type.getStructType().getFieldList()) {
          if (name.length() > "STRUCT<".length()) {
            name.append(", ");
          }
          name.append((field.getFieldName() + " " + sqlName(field.getFieldType())).strip());
        }
        yield name.append('>').toString();
      }
      default -> type.getTypeKind().name().substring("TYPE_".length());
    };
  }
}
