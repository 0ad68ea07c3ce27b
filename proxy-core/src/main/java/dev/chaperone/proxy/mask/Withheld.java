package dev.chaperone.proxy.mask;

import java.util.Arrays;

/**
 * A value that is not copied on while it passes, because something may stand in its place. As long
 * as it lies within one piece of input it is only marked; beyond that, it is kept if it is needed,
 * up to a bound.
 */
final class Withheld {
  private static final byte[] NOTHING = {};
  private static final int USUAL = 1 << 16;

  private int depth = -1;
  private int start;
  private boolean parted;
  private int limit;
  private boolean tooLong;
  private byte first;
  private byte[] held = NOTHING;
  private int size;

  /**
   * A value begins.
   *
   * @param atDepth of the contexts around it
   * @param most bytes that are kept of it; 0 if it is not needed
   */
  void begin(int atDepth, byte[] b, int at, int most) {
    depth = atDepth;
    start = at;
    parted = false;
    limit = most;
    tooLong = false;
    first = b[at];
    size = 0;
  }

  boolean isOn() {
    return depth >= 0;
  }

  /** Whether a value that ends at this depth is the one withheld. */
  boolean endsAt(int atDepth) {
    return depth == atDepth;
  }

  /** Whether it began in an earlier piece of input. */
  boolean isParted() {
    return parted;
  }

  /** Its place in this piece of input, if it began here. */
  int start() {
    return start;
  }

  byte first() {
    return first;
  }

  byte[] held() {
    return held;
  }

  int size() {
    return size;
  }

  /** Whether a value of this length that was not parted is longer than what is kept. */
  boolean exceeds(int length) {
    return limit > 0 && length > limit;
  }

  /** Whether it was needed and is longer than what is kept. */
  boolean isTooLong() {
    return tooLong;
  }

  /**
   * The piece of input, or the value, ends; what has come of it since {@code from} is kept, if it is
   * needed.
   *
   * @return false the first time that it is too long; what was held before is still there until
   *     {@link #forget}
   */
  boolean keep(byte[] b, int from, int to) {
    parted = true;
    if (limit == 0 || tooLong) {
      return true;
    }
    if (to - from > limit - size) {
      tooLong = true;
      return false;
    }
    if (to - from > held.length - size) {
      held = Arrays.copyOf(held, Math.max(size + to - from, Math.min(limit, 2 * held.length)));
    }
    System.arraycopy(b, from, held, size, to - from);
    size += to - from;
    return true;
  }

  /** Ends. */
  void end() {
    depth = -1;
    if (held.length > USUAL) {
      forget();
    }
  }

  void forget() {
    held = NOTHING;
    size = 0;
  }
}
