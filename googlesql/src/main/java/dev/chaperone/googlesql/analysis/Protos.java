package dev.chaperone.googlesql.analysis;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Moves about in ZetaSQL's trees, which are messages of some thousand types. */
final class Protos {
  private Protos() {}

  /** The node itself, out of the wrappers that say "any of". */
  static Message unwrap(Message wrapped) {
    Message node = wrapped;
    while (name(node).startsWith("Any")) {
      List<Message> only = children(node);
      if (only.size() != 1) {
        return node;
      }
      node = only.getFirst();
    }
    return node;
  }

  static String name(Message node) {
    return node.getDescriptorForType().getName();
  }

  /** Messages directly within this one, in the order of its fields. */
  static List<Message> children(Message node) {
    List<Message> children = new ArrayList<>();
    for (Map.Entry<FieldDescriptor, Object> field : node.getAllFields().entrySet()) {
      if (field.getValue() instanceof Message child) {
        children.add(child);
      } else if (field.getValue() instanceof List<?> list) {
        for (Object element : list) {
          if (element instanceof Message child) {
            children.add(child);
          }
        }
      }
    }
    return children;
  }

  /** This node and all below it. */
  static void walk(Message root, Consumer<Message> visitor) {
    Deque<Message> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Message node = open.pop();
      visitor.accept(node);
      children(node).forEach(open::push);
    }
  }

  /** The value of a field, here or in one of the types this one extends. */
  static Optional<Object> field(Message node, String name) {
    for (Optional<Message> n = Optional.of(node); n.isPresent(); n = parent(n.get())) {
      Message message = n.get();
      FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
      if (field != null && (field.isRepeated() || message.hasField(field))) {
        return Optional.of(message.getField(field));
      }
    }
    return Optional.empty();
  }

  static Optional<Message> message(Message node, String name) {
    return field(node, name).filter(Message.class::isInstance).map(Message.class::cast);
  }

  static boolean flag(Message node, String name) {
    return field(node, name).filter(Boolean.TRUE::equals).isPresent();
  }

  private static Optional<Message> parent(Message node) {
    FieldDescriptor parent = node.getDescriptorForType().findFieldByName("parent");
    return parent != null && node.hasField(parent)
        ? Optional.of((Message) node.getField(parent))
        : Optional.empty();
  }
}
