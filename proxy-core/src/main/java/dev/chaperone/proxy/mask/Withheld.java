package dev.chaperone.proxy.mask;

import java.util.Arrays;

/** Bytes of a value that began in an earlier piece of input, up to a bound. */
final class Withheld {
  private static final byte[] NOTHING = {};
  private static final int USUAL = 1 << 16;

  private byte[] held = NOTHING;
  private int size;

  byte[] bytes() {
    return held;
  }

  int size() {
    return size;
  }

  void add(byte[] b, int from, int to, int limit) {
    if (to - from > held.length - size) {
      held = Arrays.copyOf(held, Math.max(size + to - from, Math.min(limit, 2 * held.length)));
    }
    System.arraycopy(b, from, held, size, to - from);
    size += to - from;
  }

  /** Forgets the bytes; what was taken for unusually many of them is given back. */
  void clear() {
    size = 0;
    if (held.length > USUAL) {
      held = NOTHING;
    }
  }
}
