package dev.chaperone.proxy.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** A stream with every occurrence of some byte strings starred out, wherever reads part them. */
final class ScrubbedStream extends InputStream {
  private static final int READ = 16 << 10;

  private final InputStream in;
  private final List<byte[]> secrets;
  private final int longest;
  private final byte[] buffer;
  private int start;
  // Behind it may lie the beginning of a secret whose rest has not come yet.
  private int safe;
  private int end;
  private boolean ended;

  ScrubbedStream(InputStream in, List<byte[]> secrets) {
    this.in = in;
    this.secrets = secrets;
    longest = secrets.stream().mapToInt(secret -> secret.length).max().orElse(1);
    buffer = new byte[READ + longest];
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[start++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, safe - start);
    System.arraycopy(buffer, start, into, offset, count);
    start += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (start == safe) {
      if (ended) {
        return false;
      }
      System.arraycopy(buffer, safe, buffer, 0, end - safe);
      end -= safe;
      start = 0;
      int count = in.read(buffer, end, buffer.length - end);
      ended = count < 0;
      end += Math.max(count, 0);
      scrub(buffer, end, secrets);
      safe = ended ? end : Math.max(0, end - longest + 1);
    }
    return true;
  }

  /** Stars out what lies whole within the first {@code length} bytes; true if there was any. */
  static boolean scrub(byte[] bytes, int length, List<byte[]> secrets) {
    boolean[] begins = new boolean[256];
    secrets.forEach(secret -> begins[secret[0] & 0xff] = true);
    boolean found = false;
    for (int at = 0; at < length; at++) {
      if (begins[bytes[at] & 0xff]) {
        for (byte[] secret : secrets) {
          if (startsAt(bytes, at, length, secret)) {
            Arrays.fill(bytes, at, at + secret.length, (byte) '*');
            found = true;
          }
        }
      }
    }
    return found;
  }

  private static boolean startsAt(byte[] bytes, int at, int length, byte[] secret) {
    return length - at >= secret.length
        && bytes[at + 1] == secret[1]
        && Arrays.equals(bytes, at, at + secret.length, secret, 0, secret.length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
