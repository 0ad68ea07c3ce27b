package dev.chaperone.googlesql.sandbox.engine;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refuses statements with clauses the sandbox does not know, so that none is passed over. */
final class Clauses {
  private Clauses() {}

  /**
   * Fails if a node says anything but in the given fields; what its parent says is not looked at.
   */
  static void check(String statement, Message node, String... known) throws SqlFailure {
    Set<String> fields = Set.of(known);
    for (Map.Entry<FieldDescriptor, Object> field : node.getAllFields().entrySet()) {
      String name = field.getKey().getName();
      if (!name.equals("parent") && !fields.contains(name) && says(field.getValue())) {
        throw SqlFailure.unsupported(
            "%s with %s is not available.".formatted(statement, name.replace('_', ' ')));
      }
    }
  }

  /** Whether a value holds more than defaults. */
  static boolean says(Object value) {
    return switch (value) {
      case Message message -> message.getAllFields().values().stream().anyMatch(Clauses::says);
      case List<?> list -> list.stream().anyMatch(Clauses::says);
      case Boolean flag -> flag;
      case String text -> !text.isEmpty();
      case Number number -> number.doubleValue() != 0;
      case EnumValueDescriptor constant -> constant.getNumber() != 0;
      default -> true;
    };
  }
}
