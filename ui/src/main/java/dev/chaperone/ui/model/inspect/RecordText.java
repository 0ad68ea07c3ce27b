package dev.chaperone.ui.model.inspect;

import dev.chaperone.recordings.frame.Blob;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a frame's body as JSON-like lines, one value each; bytes as text or hex. */
final class RecordText {
  private static final int BYTES_SHOWN = 64 * 1024;

  private RecordText() {}

  static String of(Record body) {
    List<String> bytes = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    value(text, body, "", bytes);
    bytes.forEach(piece -> text.append("\n\n").append(piece));
    return text.toString();
  }

  private static void value(StringBuilder text, Object value, String indent, List<String> bytes) {
    switch (value) {
      case Blob blob -> {
        text.append('"').append(blob.length()).append(" bytes, below\"");
        bytes.add(piece(blob));
      }
      case Record nested -> record(text, nested, indent, bytes);
      case Map<?, ?> map -> map(text, map, indent, bytes);
      case List<?> list -> list(text, list, indent, bytes);
      case Optional<?> optional -> {
        if (optional.isPresent()) {
          value(text, optional.get(), indent, bytes);
        } else {
          text.append("null");
        }
      }
      case Number number -> text.append(number);
      case Boolean flag -> text.append(flag.booleanValue());
      default -> text.append(quoted(value.toString()));
    }
  }

  private static String piece(Blob blob) {
    boolean whole = blob.length() <= BYTES_SHOWN;
    byte[] shown = new byte[Math.min(blob.length(), BYTES_SHOWN)];
    blob.asBuffer().get(shown);
    return BodyText.of(shown, whole) + (whole ? "" : "\n…");
  }

  private static void record(StringBuilder text, Record record, String indent, List<String> bytes) {
    Map<String, Object> members = new java.util.LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      members.put(component.getName(), read(component, record));
    }
    map(text, members, indent, bytes);
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      Object value = component.getAccessor().invoke(record);
      return value == null ? "" : value;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a record's parts can be read", e);
    }
  }

  private static void map(StringBuilder text, Map<?, ?> map, String indent, List<String> bytes) {
    if (map.isEmpty()) {
      text.append("{}");
      return;
    }
    text.append('{');
    String inner = indent + "  ";
    String separator = "\n";
    for (Map.Entry<?, ?> entry : ordered(map).entrySet()) {
      text.append(separator).append(inner).append(quoted(String.valueOf(entry.getKey())));
      text.append(": ");
      value(text, entry.getValue(), inner, bytes);
      separator = ",\n";
    }
    text.append('\n').append(indent).append('}');
  }

  /** Headers and the like come in any order; members of a record keep theirs. */
  private static Map<?, ?> ordered(Map<?, ?> map) {
    return map instanceof java.util.LinkedHashMap<?, ?> ? map : new TreeMap<>(map);
  }

  private static void list(StringBuilder text, List<?> list, String indent, List<String> bytes) {
    if (list.isEmpty()) {
      text.append("[]");
      return;
    }
    text.append('[');
    String inner = indent + "  ";
    String separator = "\n";
    for (Object item : list) {
      text.append(separator).append(inner);
      value(text, item, inner, bytes);
      separator = ",\n";
    }
    text.append('\n').append(indent).append(']');
  }

  private static String quoted(String text) {
    return '"'
        + String.valueOf(
            com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text))
        + '"';
  }
}
