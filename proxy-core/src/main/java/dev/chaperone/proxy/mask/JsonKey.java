package dev.chaperone.proxy.mask;

/** The name of a field as it comes in, whatever its escapes and however it is cut. */
final class JsonKey {
  // As long as the longest name of interest can be with all its characters escaped, and more.
  private static final int LONGEST = 256;

  private final byte[] raw = new byte[LONGEST];
  private int length;

  void begin() {
    length = 0;
  }

  void add(byte[] b, int from, int to) {
    if (to - from > LONGEST - length) {
      length = LONGEST + 1;
      return;
    }
    System.arraycopy(b, from, raw, length, to - from);
    length += to - from;
  }

  /** Whether this is the name, a single character. */
  boolean is(char name) {
    return length == 1 ? raw[0] == name : text().equals(String.valueOf(name));
  }

  /** The name; {@code ""} for one so long that it is of no interest. */
  String text() {
    return length > LONGEST ? "" : JsonText.decode(raw, 0, length);
  }
}
