package dev.chaperone.ui.inspect;

/** Spreads a nested value, written in one line with braces and brackets, over indented lines. */
final class NestedText {
  private static final int LIMIT = 200_000;

  private NestedText() {}

  /** The text itself unless its column holds nested values. */
  static String of(String text, String type) {
    boolean nested =
        type.startsWith("ARRAY")
            || type.startsWith("RECORD")
            || type.startsWith("STRUCT")
            || type.equals("JSON");
    return nested && text.length() <= LIMIT ? spread(text) : text;
  }

  private static String spread(String text) {
    StringBuilder lines = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = i > 0 && text.charAt(i - 1) == '\\';
      quoted = c == '"' && !escaped ? !quoted : quoted;
      if (quoted) {
        lines.append(c);
      } else if (c == '{' || c == '[') {
        boolean empty = i + 1 < text.length() && (text.charAt(i + 1) == c + 2);
        lines.append(c);
        depth++;
        if (!empty) {
          line(lines, depth);
        }
      } else if (c == '}' || c == ']') {
        depth = Math.max(0, depth - 1);
        boolean empty = i > 0 && text.charAt(i - 1) == c - 2;
        if (!empty) {
          line(lines, depth);
        }
        lines.append(c);
      } else if (c == ',' && depth > 0) {
        lines.append(c);
        line(lines, depth);
      } else if (c != ' ' || !atStart(lines)) {
        lines.append(c);
      }
    }
    return lines.toString();
  }

  private static boolean atStart(StringBuilder lines) {
    int i = lines.length() - 1;
    while (i >= 0 && lines.charAt(i) == ' ') {
      i--;
    }
    return i >= 0 && lines.charAt(i) == '\n';
  }

  private static void line(StringBuilder lines, int depth) {
    lines.append('\n').append("  ".repeat(depth));
  }
}
