package dev.chaperone.recordings.frame;

/** The one rule for identifiers in frame headers: 1 to 128 printable ASCII characters. */
final class Ids {
  private static final int MAX = 128;

  private Ids() {}

  static void check(String value, String what) {
    if (value.isEmpty() || value.length() > MAX) {
      throw new IllegalArgumentException(what + " must have 1 to " + MAX + " characters");
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
        throw new IllegalArgumentException(what + " has a character outside printable ASCII");
      }
    }
  }
}
