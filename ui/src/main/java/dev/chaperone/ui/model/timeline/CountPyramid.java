package dev.chaperone.ui.model.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One lane's points in order of time, and above them levels that each sum four of the level below:
 * the sum of any stretch takes a handful of additions however many points lie in it.
 */
final class CountPyramid {
  private static final int FACTOR_BITS = 2;
  private static final int FACTOR = 1 << FACTOR_BITS;
  private static final int FIRST_CAPACITY = 256;

  private long[] times = new long[FIRST_CAPACITY];
  private final List<long[]> levels = new ArrayList<>();
  private int size;

  CountPyramid() {
    levels.add(new long[FIRST_CAPACITY]);
  }

  int size() {
    return size;
  }

  /** A time before the last one counts as the last one's. */
  void add(long time, long amount) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
    }
    times[size] = size == 0 ? time : Math.max(times[size - 1], time);
    int index = size++;
    for (int level = 0; level == 0 || size > 1 << (FACTOR_BITS * (level - 1)); level++) {
      add(level, index >> (FACTOR_BITS * level), amount);
    }
  }

  private void add(int level, int index, long amount) {
    if (level == levels.size()) {
      // Begun late: what lies below so far is its first sum, without the amount added just now.
      long[] fresh = new long[FIRST_CAPACITY];
      fresh[0] = sumBelow(level) - amount;
      levels.add(fresh);
    }
    long[] sums = levels.get(level);
    if (index == sums.length) {
      sums = Arrays.copyOf(sums, index * 2);
      levels.set(level, sums);
    }
    sums[index] += amount;
  }

  private long sumBelow(int level) {
    long sum = 0;
    long[] below = levels.get(level - 1);
    for (int i = 0; i < FACTOR && i < below.length; i++) {
      sum += below[i];
    }
    return sum;
  }

  /** The first point at or after this time, at or behind {@code from}. */
  int firstAt(long time, int from) {
    int low = from;
    int step = 1;
    while (low + step < size && times[low + step] < time) {
      low += step;
      step <<= 1;
    }
    int high = Math.min(size, low + step + 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Sum of the points from one to before the other. */
  long sum(int from, int to) {
    long sum = 0;
    int low = from;
    int high = to;
    for (int level = 0; low < high; level++) {
      long[] sums = levels.get(level);
      if (level == levels.size() - 1) {
        return sum + plain(sums, low, high);
      }
      while (low < high && low % FACTOR != 0) {
        sum += sums[low++];
      }
      while (low < high && high % FACTOR != 0) {
        sum += sums[--high];
      }
      low >>= FACTOR_BITS;
      high >>= FACTOR_BITS;
    }
    return sum;
  }

  private static long plain(long[] sums, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += sums[i];
    }
    return sum;
  }
}
