package dev.chaperone.proxy.mask;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields that {@code selectedFields} asks for, level by level. */
final class Selection {
  /** Everything, at every level. */
  static final Selection ALL = new Selection(Map.of(), true);

  private final Map<String, Selection> fields;
  private final boolean all;

  private Selection(Map<String, Selection> fields, boolean all) {
    this.fields = fields;
    this.all = all;
  }

  /** Empty if it names what is not in the schema. */
  static Optional<Selection> parse(String text, ResultSchema schema) {
    Node root = new Node();
    for (String path : text.split(",", -1)) {
      List<ResultField> level = schema.columns();
      Node node = root;
      for (String part : path.strip().split("\\.", -1)) {
        String name = part.toLowerCase(Locale.ROOT);
        Optional<ResultField> field =
            level.stream().filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
        if (field.isEmpty()) {
          return Optional.empty();
        }
        level = field.get().fields();
        node = node.children.computeIfAbsent(name, n -> new Node());
      }
      node.whole = true;
    }
    return Optional.of(root.selection());
  }

  /** Whether rows have the field, wholly or in part. */
  boolean has(ResultField field) {
    return all || fields.containsKey(field.name().toLowerCase(Locale.ROOT));
  }

  /** What is selected in the field. */
  Selection inside(ResultField field) {
    return all ? ALL : fields.getOrDefault(field.name().toLowerCase(Locale.ROOT), ALL);
  }

  ResultSchema of(ResultSchema schema) {
    return all ? schema : new ResultSchema(narrowed(schema.columns()));
  }

  private List<ResultField> narrowed(List<ResultField> level) {
    return level.stream().filter(this::has).map(this::narrowed).toList();
  }

  private ResultField narrowed(ResultField field) {
    return new ResultField(
        field.name(), field.type(), field.repeated(), inside(field).narrowed(field.fields()));
  }

  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private boolean whole;

    private Selection selection() {
      if (whole) {
        return ALL;
      }
      Map<String, Selection> fields = new HashMap<>();
      children.forEach((name, node) -> fields.put(name, node.selection()));
      return new Selection(Map.copyOf(fields), false);
    }
  }
}
