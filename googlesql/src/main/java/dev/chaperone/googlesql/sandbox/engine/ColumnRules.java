package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.ZetaSQLType.StructFieldProto;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.ZetaSQLType.TypeProto;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks that columns may stand in a table. */
final class ColumnRules {
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,299}";

  private ColumnRules() {}

  static void check(List<Column> columns) throws SqlFailure {
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      checkName(column.name());
      if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
        throw SqlFailure.invalid("Duplicate column name: " + column.name());
      }
      ResultSchema.checkReturnable(column.type());
      Limits.checkDepth(column.type());
      checkFields(column.type());
    }
  }

  static boolean same(String one, String other) {
    return one.equalsIgnoreCase(other);
  }

  private static void checkFields(TypeProto type) throws SqlFailure {
    if (type.getTypeKind() == TypeKind.TYPE_ARRAY) {
      checkFields(type.getArrayType().getElementType());
    }
    for (StructFieldProto field : type.getStructType().getFieldList()) {
      checkName(field.getFieldName());
      checkFields(field.getFieldType());
    }
  }

  private static void checkName(String name) throws SqlFailure {
    if (!name.matches(NAME)) {
      throw SqlFailure.invalid(
          ("Invalid field name \"%s\". Fields must contain only letters, numbers, and underscores,"
                  + " start with a letter or underscore, and be at most 300 characters long.")
              .formatted(name));
    }
  }
}
