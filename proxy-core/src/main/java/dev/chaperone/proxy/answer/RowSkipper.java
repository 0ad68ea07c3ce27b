package dev.chaperone.proxy.answer;

import java.util.Arrays;

/**
 * Walks over the rows of an answer byte by byte, counting them, so that the JSON parser sees only
 * what stands around them: rows are nearly all of an answer, and nothing in them is of interest
 * here. Follows any cut of the bytes. One thread.
 */
final class RowSkipper {
  private static final byte[] ROWS = {'r', 'o', 'w', 's'};

  /** Takes what is not rows. */
  interface Rest {
    void take(byte[] bytes, int offset, int length);
  }

  private final Rest rest;
  private final byte[] text = new byte[ROWS.length];
  private int textLength;
  private boolean inString;
  private boolean escaped;
  private boolean rowsKey;
  private boolean skipping;
  private int depth;
  private long rows;

  RowSkipper(Rest rest) {
    this.rest = rest;
  }

  long rows() {
    return rows;
  }

  void feed(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int from = offset;
    for (int i = offset; i < end; i++) {
      byte b = bytes[i];
      if (inString) {
        string(b);
      } else if (b == '"') {
        inString = true;
        textLength = 0;
      } else if (b == '{' || b == '[') {
        if (skipping && depth == 2 && b == '{') {
          rows++;
        }
        depth++;
        if (b == '[' && depth == 2 && rowsKey) {
          skipping = true;
          rest.take(bytes, from, i + 1 - from);
        }
        rowsKey = false;
      } else if (b == '}' || b == ']') {
        depth--;
        if (skipping && depth == 1) {
          skipping = false;
          from = i;
        }
      } else if (b == ':') {
        rowsKey = depth == 1 && textLength == ROWS.length && Arrays.equals(text, ROWS);
      } else if (b > ' ') {
        rowsKey = false;
      }
    }
    if (!skipping) {
      rest.take(bytes, from, end - from);
    }
  }

  private void string(byte b) {
    if (escaped) {
      escaped = false;
      textLength = Integer.MAX_VALUE; // An escaped name is not taken for "rows".
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
    } else if (textLength < ROWS.length) {
      text[textLength++] = b;
    } else {
      textLength = Integer.MAX_VALUE;
    }
  }
}
