package dev.chaperone.proxy.mask;

import java.util.Arrays;

/**
 * Bytes on their way out: written, then released, then taken. What is not released can still be
 * withheld. One thread.
 */
final class MaskOutput {
  private byte[] bytes = new byte[1 << 17];
  private int size;
  private int released;
  private int taken;

  void write(byte[] from, int offset, int length) {
    if (length > bytes.length - size) {
      makeRoom(length);
    }
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  void write(byte[] from) {
    write(from, 0, from.length);
  }

  private void makeRoom(int length) {
    int waiting = size - taken;
    byte[] target =
        waiting + length > bytes.length
            ? new byte[Math.max(Math.addExact(waiting, length), 2 * bytes.length)]
            : bytes;
    System.arraycopy(bytes, taken, target, 0, waiting);
    bytes = target;
    released -= taken;
    size = waiting;
    taken = 0;
  }

  /** How many bytes have been written and neither released nor taken. */
  int withheld() {
    return size - released;
  }

  /** Releases all but the last so many bytes. */
  void releaseBut(int kept) {
    released = Math.max(released, size - kept);
  }

  /** How many bytes can be taken. */
  int available() {
    return released - taken;
  }

  int take(byte[] into, int offset, int length) {
    int count = Math.min(length, available());
    System.arraycopy(bytes, taken, into, offset, count);
    taken += count;
    if (taken == size) {
      taken = 0;
      released = 0;
      size = 0;
    }
    return count;
  }

  /** Forgets what has not been taken. */
  void drop() {
    Arrays.fill(bytes, (byte) 0);
    taken = 0;
    released = 0;
    size = 0;
  }
}
