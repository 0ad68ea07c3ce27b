package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Place;

/** A file's text, and where in it a character of a scalar's value was written. */
final class SourceText {
  private final int[] text;

  SourceText(String text) {
    this.text = text.codePoints().toArray();
  }

  /**
   * The place of a character of a value, whatever style the scalar has: value and source are walked
   * side by side, white space counting as one.
   *
   * @param start of the scalar, its quote or bar included
   * @param value as YAML understood it
   * @param offset into the value, in code points
   */
  Place placeOf(Place start, String value, int offset) {
    int at = indexOf(start);
    if (at < text.length && (text[at] == '|' || text[at] == '>')) {
      at = nextLine(at);
    } else if (at < text.length && (text[at] == '"' || text[at] == '\'')) {
      at++;
    }
    int[] wanted = value.codePoints().toArray();
    for (int i = 0; i < Math.min(offset, wanted.length); i++) {
      if (!Character.isWhitespace(wanted[i])) {
        at = indexOf(wanted[i], at) + 1;
      }
    }
    if (offset < wanted.length && !Character.isWhitespace(wanted[offset])) {
      at = indexOf(wanted[offset], at);
    }
    return place(Math.min(at, text.length));
  }

  private int indexOf(int wanted, int from) {
    // Escapes and doubled quotes are passed over; a written escape such as \u0041 is not found.
    for (int i = from; i < text.length; i++) {
      if (text[i] == wanted) {
        return i;
      }
      if (!Character.isWhitespace(text[i]) && text[i] != '\\' && text[i] != '\'') {
        return from;
      }
    }
    return from;
  }

  private int indexOf(Place place) {
    int line = 1;
    int i = 0;
    while (i < text.length && line < place.line()) {
      if (text[i++] == '\n') {
        line++;
      }
    }
    return Math.min(text.length, i + place.column() - 1);
  }

  private int nextLine(int from) {
    int i = from;
    while (i < text.length && text[i] != '\n') {
      i++;
    }
    return Math.min(text.length, i + 1);
  }

  private Place place(int index) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < index; i++) {
      if (text[i] == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Place(line, column);
  }
}
