package dev.chaperone.proxy.mask;

import dev.chaperone.proxy.mask.Contexts.Kind;

/**
 * Follows JSON byte by byte, however it is cut, and holds it to its grammar. What values mean is
 * told by who extends it. One thread.
 */
abstract class JsonWalk {
  private static final int LONGEST_NUMBER = 512;

  private enum State {
    VALUE,
    FIRST_VALUE,
    KEY,
    FIRST_KEY,
    COLON,
    NEXT,
    TEXT,
    KEY_TEXT,
    LITERAL,
    END
  }

  final Contexts at = new Contexts();
  private final JsonKey key = new JsonKey();
  private final byte[] literal = new byte[LONGEST_NUMBER];
  private State state = State.VALUE;
  private boolean begun;
  // In a text: 0 outside of an escape, -1 after its backslash, else hex digits that must follow.
  private int escape;
  private int literalLength;

  /**
   * A value begins.
   *
   * @return where to go on, behind what has been dealt with
   */
  abstract int value(byte[] b, int i, int to) throws MaskingException;

  /** The name of a field in the object around has come. */
  abstract void keyEnds(JsonKey name) throws MaskingException;

  /** The object or array around is about to end. */
  abstract void closes(Kind kind) throws MaskingException;

  /** A value has ended in the object or array around, which is NONE behind the outermost. */
  abstract void valueEnds(byte[] b, int end) throws MaskingException;

  final void walk(byte[] b, int from, int to) throws MaskingException {
    int i = from;
    while (i < to) {
      switch (state) {
        case TEXT, KEY_TEXT -> i = text(b, i, to);
        case LITERAL -> i = literal(b, i, to);
        case VALUE, FIRST_VALUE, KEY, FIRST_KEY, COLON, NEXT, END ->
            i = JsonScan.isSpace(b[i]) ? i + 1 : structure(b, i, to);
      }
    }
  }

  /** Nothing more comes. White space alone is no answer, and allowed. */
  final void walkEnds() throws MaskingException {
    if (begun && state != State.END) {
      throw new MaskingException("the answer broke off");
    }
  }

  static void require(boolean grammar) throws MaskingException {
    if (!grammar) {
      throw new MaskingException("the answer is not JSON");
    }
  }

  /** The object or array that has just been pushed begins; goes on behind its bracket. */
  final int enter(int i) {
    begun = true;
    state = at.kind().isArray() ? State.FIRST_VALUE : State.FIRST_KEY;
    return i + 1;
  }

  /** The same for an object whose first field's name has been looked at: its value comes. */
  final int enterField(int i) {
    begun = true;
    state = State.VALUE;
    return i + JsonScan.OBJECT;
  }

  /** A value of any form begins, in which nothing is of interest. */
  final int any(byte[] b, int i, int to) throws MaskingException {
    byte c = b[i];
    switch (c) {
      case '{' -> {
        at.push(Kind.OBJECT);
        boolean usual =
            at.inRow()
                && (JsonScan.isObjectWith((byte) 'v', b, i, to)
                    || JsonScan.isObjectWith((byte) 'f', b, i, to));
        return usual ? enterField(i) : enter(i);
      }
      case '[' -> {
        at.push(Kind.ARRAY);
        return enter(i);
      }
      case '"' -> {
        state = State.TEXT;
        return i + 1;
      }
      default -> {
        require(JsonScan.isLiteral(c));
        literalLength = 0;
        state = State.LITERAL;
        return i;
      }
    }
  }

  /** A value has been dealt with whole; another one follows, behind a comma, or not. */
  final void passed(boolean comma) {
    state = comma ? State.VALUE : State.NEXT;
  }

  private int structure(byte[] b, int i, int to) throws MaskingException {
    byte c = b[i];
    switch (state) {
      case VALUE -> {
        return value(b, i, to);
      }
      case FIRST_VALUE -> {
        return c == ']' ? close(b, i) : value(b, i, to);
      }
      case FIRST_KEY, KEY -> {
        if (c == '}' && state == State.FIRST_KEY) {
          return close(b, i);
        }
        require(c == '"');
        key.begin();
        state = State.KEY_TEXT;
      }
      case COLON -> {
        require(c == ':');
        state = State.VALUE;
      }
      case NEXT -> {
        if (c != ',') {
          return close(b, i);
        }
        state = at.kind().isArray() ? State.VALUE : State.KEY;
      }
      case TEXT, KEY_TEXT, LITERAL, END -> require(false);
    }
    return i + 1;
  }

  private int close(byte[] b, int i) throws MaskingException {
    Kind kind = at.kind();
    require(b[i] == (kind.isArray() ? ']' : '}'));
    closes(kind);
    at.pop();
    ended(b, i + 1);
    return i + 1;
  }

  private void ended(byte[] b, int end) throws MaskingException {
    state = at.depth() == 0 ? State.END : State.NEXT;
    valueEnds(b, end);
  }

  private int text(byte[] b, int from, int to) throws MaskingException {
    int i = from;
    while (i < to) {
      if (escape != 0) {
        escaped(b, i++);
        continue;
      }
      int end = JsonScan.text(b, i, to);
      if (state == State.KEY_TEXT) {
        // The backslash belongs to the name, the quote does not.
        key.add(b, i, end < to && b[end] == '\\' ? end + 1 : end);
      }
      if (end == to) {
        return to;
      }
      if (b[end] == '"') {
        if (state == State.KEY_TEXT) {
          state = State.COLON;
          keyEnds(key);
        } else {
          ended(b, end + 1);
        }
        return end + 1;
      }
      require(b[end] == '\\');
      escape = -1;
      i = end + 1;
    }
    return i;
  }

  private void escaped(byte[] b, int i) throws MaskingException {
    byte c = b[i];
    if (escape > 0) {
      require(JsonScan.isHex(c));
      escape--;
    } else if (c == 'u') {
      escape = 4;
    } else {
      require("\"\\/bfnrt".indexOf(c) >= 0);
      escape = 0;
    }
    if (state == State.KEY_TEXT) {
      key.add(b, i, i + 1);
    }
  }

  private int literal(byte[] b, int from, int to) throws MaskingException {
    int i = from;
    while (i < to && JsonScan.isLiteral(b[i])) {
      require(literalLength < LONGEST_NUMBER);
      literal[literalLength++] = b[i++];
    }
    if (i < to) {
      require(JsonScan.isWhole(literal, 0, literalLength));
      ended(b, i);
    }
    return i;
  }
}
