package dev.chaperone.proxy.mask.detect;

import java.util.Arrays;

/** Which characters a text has: enough to leave out most detectors for most texts. Reused. */
public final class Clues {
  private static final int AT = 1;
  private static final int DOT = 2;
  private static final int COLON = 4;
  private static final int DASH = 8;
  private static final int LETTER = 16;
  private static final int UNDERSCORE = 32;
  private static final int BACKSLASH = 64;
  private static final int DIGIT = 128;
  private static final int PLUS = 256;
  private static final int OTHER = 512;
  private static final int UPPER = 1024;

  // The digit's entry also counts it, in the upper half.
  private static final int ONE_DIGIT = 1 << 16;
  private static final int[] TABLE = table();

  private int seen;
  private int digits;
  private int length;

  private static int[] table() {
    int[] table = new int[256];
    Arrays.fill(table, 128, 256, OTHER);
    for (int c = 'a'; c <= 'z'; c++) {
      table[c] = LETTER;
      table[Character.toUpperCase(c)] = LETTER | UPPER;
    }
    for (int c = '0'; c <= '9'; c++) {
      table[c] = DIGIT | ONE_DIGIT;
    }
    table['@'] = AT;
    table['.'] = DOT;
    table[':'] = COLON;
    table['-'] = DASH;
    table['_'] = UNDERSCORE;
    table['\\'] = BACKSLASH;
    table['+'] = PLUS;
    return table;
  }

  /** Looks at UTF-8. */
  public void look(byte[] bytes, int from, int to) {
    int bits = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      int entry = TABLE[bytes[i] & 0xff];
      bits |= entry;
      count += entry >>> 16;
    }
    seen = bits & 0xffff;
    digits = count;
    length = to - from;
  }

  /** At least the number of characters. */
  public int length() {
    return length;
  }

  public int digits() {
    return digits;
  }

  public boolean hasAt() {
    return (seen & AT) != 0;
  }

  public boolean hasDot() {
    return (seen & DOT) != 0;
  }

  public boolean hasColon() {
    return (seen & COLON) != 0;
  }

  public boolean hasDash() {
    return (seen & DASH) != 0;
  }

  public boolean hasLetter() {
    return (seen & LETTER) != 0;
  }

  /** A capital letter of ASCII. */
  public boolean hasUpper() {
    return (seen & UPPER) != 0;
  }

  public boolean hasUnderscore() {
    return (seen & UNDERSCORE) != 0;
  }

  public boolean hasPlus() {
    return (seen & PLUS) != 0;
  }

  public boolean hasNonAscii() {
    return (seen & OTHER) != 0;
  }

  /** Whether these bytes are JSON with escapes in it; its characters have to be looked at then. */
  public boolean hasBackslash() {
    return (seen & BACKSLASH) != 0;
  }
}
