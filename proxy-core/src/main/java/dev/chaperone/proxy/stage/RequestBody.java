package dev.chaperone.proxy.stage;

import java.io.InputStream;
import java.util.Arrays;

/** The decoded body of a request, as far as it is known before the request goes upstream. */
public sealed interface RequestBody {

  /** Whole in memory. */
  record Whole(byte[] bytes) implements RequestBody {
    public static final Whole EMPTY = new Whole(new byte[0]);

    @Override
    public boolean equals(Object other) {
      return other instanceof Whole w && Arrays.equals(bytes, w.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Whole[" + bytes.length + " bytes]";
    }
  }

  /**
   * Too long to hold: the first part is here, the rest is still on the wire.
   *
   * @param prefix what has been read
   * @param rest what follows it, decoded
   * @param length of the whole decoded body, -1 if not known
   */
  record Streamed(byte[] prefix, InputStream rest, long length) implements RequestBody {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return "Streamed[" + length + " bytes]";
    }
  }
}
