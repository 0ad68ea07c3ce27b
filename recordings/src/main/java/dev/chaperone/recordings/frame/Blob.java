package dev.chaperone.recordings.frame;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Immutable bytes of a body, compared by content. */
public final class Blob {
  public static final Blob EMPTY = new Blob(new byte[0]);

  private final byte[] bytes;

  private Blob(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Blob copyOf(byte[] bytes, int offset, int length) {
    return new Blob(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** Wraps an array the caller gives up: it must not be written to afterwards. */
  public static Blob owning(byte[] bytes) {
    return new Blob(bytes);
  }

  public static Blob utf8(String text) {
    return new Blob(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return bytes.length;
  }

  public byte[] toArray() {
    return bytes.clone();
  }

  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  public String asUtf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blob b && Arrays.equals(bytes, b.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Blob[" + bytes.length + " bytes]";
  }
}
