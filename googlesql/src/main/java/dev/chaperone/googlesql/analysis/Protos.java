package dev.chaperone.googlesql.analysis;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.zetasql.ParseLocationRangeProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Moves about in ZetaSQL's trees, which are messages of some thousand types. */
final class Protos {
  /**
   * By type the fields that hold messages. Asking a message for all its fields would sort them each
   * time, and a tree has thousands of messages.
   */
  private static final Map<Descriptor, List<FieldDescriptor>> HOLDERS = new ConcurrentHashMap<>();

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

  /**
   * Messages directly within this one, in the order of its fields; without those that only say
   * where in the text it stands.
   */
  static List<Message> children(Message node) {
    List<Message> children = new ArrayList<>();
    for (FieldDescriptor field :
        HOLDERS.computeIfAbsent(node.getDescriptorForType(), Protos::holders)) {
      if (field.isRepeated()) {
        for (Object element : (List<?>) node.getField(field)) {
          children.add((Message) element);
        }
      } else if (node.hasField(field)) {
        children.add((Message) node.getField(field));
      }
    }
    return children;
  }

  private static List<FieldDescriptor> holders(Descriptor type) {
    return messages(type).filter(f -> !isPlace(f)).sorted().toList();
  }

  private static Stream<FieldDescriptor> messages(Descriptor type) {
    return type.getFields().stream()
        .filter(f -> f.getJavaType() == FieldDescriptor.JavaType.MESSAGE);
  }

  /** A range of the text, or what a node has in common with others if that is nothing else. */
  private static boolean isPlace(FieldDescriptor field) {
    return field.getMessageType().equals(ParseLocationRangeProto.getDescriptor())
        || field.getName().equals("parent")
            && messages(field.getMessageType()).allMatch(Protos::isPlace);
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
