package dev.chaperone.ui.model.session;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A session's frames in columns, some thirty bytes each: enough for lists, timeline and player.
 * Frames are numbered from 1 in the order they came. Times never run backwards here, so that a time
 * finds its frame by halving.
 */
final class FrameIndex {
  private static final int FIRST_CAPACITY = 1024;

  private long[] sequences = new long[FIRST_CAPACITY];
  private long[] sessionSequences = new long[FIRST_CAPACITY];
  private long[] nanos = new long[FIRST_CAPACITY];
  private int[] exchanges = new int[FIRST_CAPACITY];
  private int[] bytes = new int[FIRST_CAPACITY];
  private byte[] kinds = new byte[FIRST_CAPACITY];
  private boolean[] errors = new boolean[FIRST_CAPACITY];
  private final Map<Integer, String> details = new HashMap<>();
  private int size;
  private Instant start = Instant.EPOCH;

  /**
   * @param detail {@code ""} for most; kept apart, so that it costs nothing where there is none
   */
  void add(FrameFact fact, int exchange, String detail) {
    if (!detail.isEmpty()) {
      details.put(size + 1, detail);
    }
    add(fact, exchange);
  }

  void add(FrameFact fact, int exchange) {
    if (size == sequences.length) {
      grow();
    }
    if (size == 0) {
      start = fact.time();
    }
    long since = nanosBetween(start, fact.time());
    sequences[size] = fact.header().sequence();
    sessionSequences[size] = fact.header().sessionSequence();
    nanos[size] = size == 0 ? 0 : Math.max(nanos[size - 1], since);
    exchanges[size] = exchange;
    bytes[size] = (int) Math.min(Integer.MAX_VALUE, fact.bytes());
    kinds[size] = (byte) fact.kind().ordinal();
    errors[size] = fact.error();
    size++;
  }

  private static long nanosBetween(Instant from, Instant to) {
    return Math.addExact(
        Math.multiplyExact(to.getEpochSecond() - from.getEpochSecond(), 1_000_000_000L),
        to.getNano() - from.getNano());
  }

  private void grow() {
    int capacity = size + size / 2;
    sequences = Arrays.copyOf(sequences, capacity);
    sessionSequences = Arrays.copyOf(sessionSequences, capacity);
    nanos = Arrays.copyOf(nanos, capacity);
    exchanges = Arrays.copyOf(exchanges, capacity);
    bytes = Arrays.copyOf(bytes, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
    errors = Arrays.copyOf(errors, capacity);
  }

  int size() {
    return size;
  }

  Instant start() {
    return start;
  }

  long sequence(int number) {
    return sequences[at(number)];
  }

  long sessionSequence(int number) {
    return sessionSequences[at(number)];
  }

  /** Nanoseconds since the first frame. */
  long nanos(int number) {
    return nanos[at(number)];
  }

  /** 0 if the frame belongs to none. */
  int exchange(int number) {
    return exchanges[at(number)];
  }

  int bytes(int number) {
    return bytes[at(number)];
  }

  FrameKind kind(int number) {
    return FrameKind.of(kinds[at(number)]);
  }

  boolean error(int number) {
    return errors[at(number)];
  }

  String detail(int number) {
    return details.getOrDefault(number, "");
  }

  /** The last frame not after this time; 1 if all are later, 0 if there are none. */
  int atTime(long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (nanos[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return size == 0 ? 0 : Math.max(1, low);
  }

  private int at(int number) {
    if (number < 1 || number > size) {
      throw new IndexOutOfBoundsException("there is no frame " + number + " of " + size);
    }
    return number - 1;
  }
}
