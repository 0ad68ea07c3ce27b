package dev.chaperone.proxy.leak;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many short texts of one length, looked for in a long one at once. */
final class Needles {
  private static final int BITS = 1 << 20;

  private final int length;
  private final Map<String, String> told = new HashMap<>();

  /** Which hashes there are: most places of a text are passed over by this alone. */
  private final BitSet hashes = new BitSet(BITS);

  Needles(int length) {
    this.length = length;
  }

  /**
   * @param what is told if it is found
   */
  void add(String needle, String what) {
    if (needle.length() == length) {
      told.put(needle, what);
      hashes.set(hash(needle, 0));
    }
  }

  /** Adds what is found, and where, to the list. */
  void in(String text, List<String> found) {
    for (int i = 0; !told.isEmpty() && i + length <= text.length(); i++) {
      if (hashes.get(hash(text, i))) {
        String there = text.substring(i, i + length);
        if (told.containsKey(there)) {
          found.add(told.get(there) + ": " + there);
        }
      }
    }
  }

  private int hash(String text, int at) {
    int hash = 0;
    for (int i = at; i < at + length; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash ^ hash >>> 16) & BITS - 1;
  }
}
