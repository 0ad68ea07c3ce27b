package dev.chaperone.sql.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what {@link WireWriter} wrote, and trusts nothing.
 *
 * <p>Memory is bounded by what was received: a list's announced length is never taken for granted.
 */
final class WireReader {
  /** Reads one element. */
  @FunctionalInterface
  interface Element<T> {
    T read(WireReader in) throws WireException;
  }

  private final byte[] bytes;
  private int at;

  WireReader(byte[] bytes) {
    this.bytes = bytes;
  }

  void end() throws WireException {
    if (at != bytes.length) {
      throw new WireException("%d bytes too many".formatted(bytes.length - at));
    }
  }

  int octet() throws WireException {
    if (at >= bytes.length) {
      throw new WireException("cut short");
    }
    return bytes[at++] & 0xff;
  }

  long number() throws WireException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      if ((octet & 0x80) == 0) {
        return value;
      }
    }
    throw new WireException("a number of more than 64 bits");
  }

  int count() throws WireException {
    long value = number();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new WireException("not a count");
    }
    return (int) value;
  }

  boolean flag() throws WireException {
    int value = octet();
    if (value > 1) {
      throw new WireException("neither true nor false");
    }
    return value == 1;
  }

  <E extends Enum<E>> E constant(E[] values) throws WireException {
    int ordinal = octet();
    if (ordinal >= values.length) {
      throw new WireException("no such constant");
    }
    return values[ordinal];
  }

  String text() throws WireException {
    int length = count();
    if (length > bytes.length - at) {
      throw new WireException("a text longer than the message");
    }
    try {
      // A decoder of its own: it refuses what is not UTF-8 instead of replacing it.
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length)).toString();
      at += length;
      return text;
    } catch (CharacterCodingException e) {
      throw new WireException("a text that is not UTF-8", e);
    }
  }

  <T> Optional<T> optional(Element<T> element) throws WireException {
    return flag() ? Optional.of(element.read(this)) : Optional.empty();
  }

  <T> List<T> list(Element<T> element) throws WireException {
    int count = count();
    // Each element takes a byte at least.
    if (count > bytes.length - at) {
      throw new WireException("a list longer than the message");
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(element.read(this));
    }
    return values;
  }

  <T> Set<T> set(Element<T> element) throws WireException {
    return new HashSet<>(list(element));
  }
}
