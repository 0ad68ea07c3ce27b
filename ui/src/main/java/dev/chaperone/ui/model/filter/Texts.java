package dev.chaperone.ui.model.filter;

/** Finding text whatever its case. */
final class Texts {
  private Texts() {}

  static boolean contains(String text, String part) {
    return indexOf(text, part, 0) >= 0;
  }

  static int indexOf(String text, String part, int from) {
    int last = text.length() - part.length();
    for (int at = from; at <= last; at++) {
      if (text.regionMatches(true, at, part, 0, part.length())) {
        return at;
      }
    }
    return -1;
  }

  static boolean startsWith(String text, String part) {
    return text.regionMatches(true, 0, part, 0, part.length());
  }
}
