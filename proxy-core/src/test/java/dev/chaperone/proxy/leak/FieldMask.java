package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Google's {@code fields} parameter: which parts of an answer are wanted. */
final class FieldMask {
  private final String text;
  private int at;

  /** Wanted fields and what is wanted of them; nothing inside means all of it. */
  private record Wanted(Map<String, Wanted> fields) {
    private Wanted() {
      this(new LinkedHashMap<>());
    }
  }

  private FieldMask(String text) {
    this.text = text;
  }

  static ObjectNode apply(String fields, ObjectNode answer) {
    Wanted wanted = new Wanted();
    new FieldMask(fields).list(wanted);
    return (ObjectNode) cut(answer, wanted);
  }

  private void list(Wanted into) {
    do {
      path(into);
    } while (accept(','));
  }

  private void path(Wanted into) {
    int from = at;
    while (at < text.length() && ",/()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    Wanted inner =
        into.fields().computeIfAbsent(text.substring(from, at).strip(), n -> new Wanted());
    if (accept('/')) {
      path(inner);
    } else if (accept('(')) {
      list(inner);
      accept(')');
    }
  }

  private boolean accept(char sign) {
    boolean there = at < text.length() && text.charAt(at) == sign;
    at += there ? 1 : 0;
    return there;
  }

  private static JsonNode cut(JsonNode node, Wanted wanted) {
    if (wanted.fields().isEmpty()) {
      return node;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode kept = Corpus.JSON.createArrayNode();
      array.forEach(element -> kept.add(cut(element, wanted)));
      return kept;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode kept = Corpus.JSON.createObjectNode();
    object
        .properties()
        .forEach(
            entry -> {
              Wanted inner = wanted.fields().get(entry.getKey());
              Wanted any = wanted.fields().get("*");
              if (inner != null || any != null) {
                kept.set(entry.getKey(), cut(entry.getValue(), inner != null ? inner : any));
              }
            });
    return kept;
  }
}
