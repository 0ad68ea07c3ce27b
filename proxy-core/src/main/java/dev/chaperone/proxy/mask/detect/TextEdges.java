package dev.chaperone.proxy.mask.detect;

/** Small questions about characters that all finders ask. ASCII only, unless said. */
final class TextEdges {
  private TextEdges() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLetter(char c) {
    return isUpper(c) || c >= 'a' && c <= 'z';
  }

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || isLetter(c);
  }

  /** A letter, digit or underscore, also beyond ASCII. */
  static boolean isWord(char c) {
    return c == '_' || isAlphanumeric(c) || c > 127 && Character.isLetterOrDigit(c);
  }

  /** Whether no word goes on in front of {@code start}. */
  static boolean startsWord(String text, int start) {
    return start == 0 || !isWord(text.charAt(start - 1));
  }

  /** Whether no word goes on at {@code end}. */
  static boolean endsWord(String text, int end) {
    return end == text.length() || !isWord(text.charAt(end));
  }

  /**
   * Whether a number cannot be part of a longer one, or of a code with dots, dashes or slashes in
   * it; a full stop behind it is none.
   */
  static boolean standsAlone(String text, int start, int end) {
    return startsWord(text, start)
        && endsWord(text, end)
        && !joins(text, start - 1, start - 2)
        && !joins(text, end, end + 1);
  }

  private static boolean joins(String text, int at, int beyond) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    boolean joint = c == '.' || c == '-' || c == '/' || c == ',';
    return joint && beyond >= 0 && beyond < text.length() && isAlphanumeric(text.charAt(beyond));
  }
}
