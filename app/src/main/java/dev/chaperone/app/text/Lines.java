package dev.chaperone.app.text;

/**
 * Makes text from outside fit for a terminal: an agent's SQL must not move the cursor, change
 * colours or forge lines.
 */
public final class Lines {
  private static final String CUT = "…";

  private Lines() {}

  /** White space runs become one blank, other control characters a visible mark. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c)) {
        blank = !line.isEmpty();
        continue;
      }
      if (blank) {
        line.append(' ');
        blank = false;
      }
      line.appendCodePoint(isHarmless(c) ? c : 0xFFFD);
    }
    return line.toString();
  }

  /** Keeps blanks as they are; control characters become a visible mark. */
  public static String visible(String line) {
    StringBuilder shown = new StringBuilder(line.length());
    line.codePoints()
        .forEach(c -> shown.appendCodePoint(isHarmless(c) ? c : c == '\t' ? ' ' : 0xFFFD));
    return shown.toString();
  }

  /** As many code points as fit into the width; a cut is marked. */
  public static String fit(String line, int width) {
    if (line.codePointCount(0, line.length()) <= width) {
      return line;
    }
    if (width < 1) {
      return "";
    }
    return line.substring(0, line.offsetByCodePoints(0, width - 1)) + CUT;
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }
}
