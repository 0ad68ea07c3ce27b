package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;
import java.util.Locale;
import java.util.OptionalInt;

/** One journal file as far as it counts: only its first {@link #length} bytes are the store's. */
final class Segment {
  private static final String SUFFIX = ".cj";
  private static final int DIGITS = 8;

  private final SegmentHeader header;
  private volatile long length;

  Segment(SegmentHeader header, long length) {
    this.header = header;
    this.length = length;
  }

  static String nameOf(int number) {
    return String.format(Locale.ROOT, "%0" + DIGITS + "d", number) + SUFFIX;
  }

  /** The number in a file's name, if it is a segment's name. */
  static OptionalInt numberOf(String name) {
    if (name.length() != DIGITS + SUFFIX.length() || !name.endsWith(SUFFIX)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(name, 0, DIGITS, 10));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  SegmentHeader header() {
    return header;
  }

  int number() {
    return header.number();
  }

  String name() {
    return nameOf(header.number());
  }

  long firstSequence() {
    return header.firstSequence();
  }

  Digest chainHead() {
    return header.chainHead();
  }

  long length() {
    return length;
  }

  /** More of it has become durable. */
  void grow(long newLength) {
    length = newLength;
  }

  boolean empty() {
    return length <= SegmentHeader.SIZE;
  }
}
