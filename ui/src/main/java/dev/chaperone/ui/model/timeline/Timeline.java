package dev.chaperone.ui.model.timeline;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts over time for each lane, as level-of-detail pyramids: every level sums four of the one
 * below, so that any part of a session is drawn from about as many numbers as it has pixels, and
 * every event is counted in exactly one pixel. Only grows; times are nanoseconds since the
 * session's first frame.
 */
public final class Timeline {
  private final Map<Lane, CountPyramid> lanes = new EnumMap<>(Lane.class);
  private long end;
  private long version;

  public Timeline() {
    clear();
  }

  /** Sums per pixel of a stretch of time. */
  public record Slice(long from, long to, long[][] sums) {
    /** What the lane sums up to in a pixel. */
    public long at(Lane lane, int pixel) {
      return sums[lane.ordinal()][pixel];
    }

    public int pixels() {
      return sums[0].length;
    }

    /** The largest sum of a lane. */
    public long peak(Lane lane) {
      long peak = 0;
      for (long sum : sums[lane.ordinal()]) {
        peak = Math.max(peak, sum);
      }
      return peak;
    }
  }

  /** Adds an amount to a lane; a time before the lane's last one counts as that. */
  public void add(Lane lane, long time, long amount) {
    if (amount != 0) {
      pyramid(lane).add(time, amount);
    }
    reach(time);
  }

  /** Nothing to count, but the session went on until then. */
  public void reach(long time) {
    end = Math.max(end, time);
    version++;
  }

  public void clear() {
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new CountPyramid());
    }
    end = 0;
    version++;
  }

  /** The last time something happened. */
  public long end() {
    return end;
  }

  /** Changes with every change, so that a view knows whether to draw again. */
  public long version() {
    return version;
  }

  /** What lies from one time to before the other, summed for each of so many pixels. */
  public Slice slice(long from, long to, int pixels) {
    if (to <= from || pixels < 1) {
      throw new IllegalArgumentException("a slice needs a stretch of time and pixels");
    }
    long[][] sums = new long[Lane.values().length][];
    for (Lane lane : Lane.values()) {
      sums[lane.ordinal()] = row(pyramid(lane), from, to, pixels);
    }
    return new Slice(from, to, sums);
  }

  private static long[] row(CountPyramid pyramid, long from, long to, int pixels) {
    long[] row = new long[pixels];
    double width = (double) (to - from) / pixels;
    int left = pyramid.firstAt(from, 0);
    for (int pixel = 0; pixel < pixels && left < pyramid.size(); pixel++) {
      long border = pixel == pixels - 1 ? to : from + Math.round(width * (pixel + 1));
      int right = pyramid.firstAt(border, left);
      row[pixel] = pyramid.sum(left, right);
      left = right;
    }
    return row;
  }

  private CountPyramid pyramid(Lane lane) {
    CountPyramid pyramid = lanes.get(lane);
    if (pyramid == null) {
      throw new IllegalStateException("no lane " + lane);
    }
    return pyramid;
  }
}
