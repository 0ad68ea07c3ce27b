package dev.chaperone.proxy.approval.answer;

import java.time.Duration;

/** How long a request may wait for a decision: ten seconds from its arrival, never more. */
public final class LongPoll {
  /** Beyond this, clients' own time-outs come near (DESIGN section 8). */
  public static final Duration MOST = Duration.ofSeconds(10);

  private LongPoll() {}

  /**
   * What is left of the time to wait.
   *
   * @param timeoutMs what the request asked for, negative if it did not
   * @param arrivedNanos monotonic clock at arrival
   */
  public static Duration left(long timeoutMs, long arrivedNanos, long nowNanos) {
    long most = MOST.toMillis();
    long wanted = timeoutMs < 0 ? most : Math.min(most, timeoutMs);
    Duration left = Duration.ofMillis(wanted).minusNanos(Math.max(0, nowNanos - arrivedNanos));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
