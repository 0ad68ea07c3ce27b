package dev.chaperone.ui.model.timeline;

/**
 * Counts over time for each lane, as a level-of-detail pyramid: every level sums four of the one
 * below, so that any part of a session is drawn from about as many numbers as it has pixels. Only
 * grows; times are nanoseconds since the session's first frame.
 */
public final class Timeline {
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

  /** Adds an amount to a lane; times may come slightly out of order. */
  public void add(Lane lane, long time, long amount) {}

  /** The time of the last point. */
  public long end() {
    return 0;
  }

  /** Grows with every change, so that a view knows whether to draw again. */
  public long version() {
    return 0;
  }

  public Slice slice(long from, long to, int pixels) {
    return new Slice(from, to, new long[Lane.values().length][pixels]);
  }
}
