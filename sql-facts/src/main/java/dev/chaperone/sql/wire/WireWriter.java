package dev.chaperone.sql.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

/** Writes numbers, texts and lists, up to a limit. */
final class WireWriter {
  /** Writes one element. */
  @FunctionalInterface
  interface Element<T> {
    void write(WireWriter out, T value) throws WireException;
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final int limit;

  WireWriter(int limit) {
    this.limit = limit;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  void number(long value) throws WireException {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      octet((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    octet((int) rest);
  }

  void flag(boolean value) throws WireException {
    octet(value ? 1 : 0);
  }

  void constant(Enum<?> value) throws WireException {
    octet(value.ordinal());
  }

  void text(String value) throws WireException {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    room(encoded.length);
    bytes.writeBytes(encoded);
  }

  <T> void optional(Optional<T> value, Element<T> element) throws WireException {
    flag(value.isPresent());
    if (value.isPresent()) {
      element.write(this, value.get());
    }
  }

  <T> void list(Collection<T> values, Element<T> element) throws WireException {
    number(values.size());
    for (T value : values) {
      element.write(this, value);
    }
  }

  void octet(int value) throws WireException {
    room(1);
    bytes.write(value);
  }

  private void room(int more) throws WireException {
    if (bytes.size() > limit - more) {
      throw new WireException("longer than %,d bytes".formatted(limit));
    }
  }
}
