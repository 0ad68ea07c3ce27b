package dev.chaperone.bench.window;

import java.util.Arrays;
import java.util.Locale;

/** Durations of one kind, and what they come to. */
final class Samples {
  private final String name;
  private long[] nanos = new long[1024];
  private int size;

  Samples(String name) {
    this.name = name;
  }

  synchronized void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = duration;
  }

  synchronized void clear() {
    size = 0;
  }

  synchronized int size() {
    return size;
  }

  synchronized int over(long limit) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (nanos[i] > limit) {
        count++;
      }
    }
    return count;
  }

  synchronized String figures() {
    if (size == 0) {
      return name + ": none";
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%s: %,d; p50 %.1f ms, p95 %.1f, p99 %.1f, max %.1f ms; over 16 ms: %d, over 50 ms: %d",
        name,
        size,
        sorted[size / 2] / 1e6,
        sorted[size * 95 / 100] / 1e6,
        sorted[size * 99 / 100] / 1e6,
        sorted[size - 1] / 1e6,
        over(16_000_000),
        over(50_000_000));
  }
}
