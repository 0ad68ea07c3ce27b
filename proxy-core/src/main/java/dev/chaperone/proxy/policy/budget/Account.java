package dev.chaperone.proxy.policy.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What one subject has taken from one budget: open shares by request, and sums of what was used, so
 * that a busy agent costs little more than a quiet one.
 */
final class Account {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A window is cut into so many parts at most; what falls into one is one sum. */
  private static final int PARTS = 1_440;

  private record Spent(Instant begun, Instant last, Amounts amounts) {}

  private final Map<String, Amounts> open = new HashMap<>();
  private final Deque<Spent> spent = new ArrayDeque<>();
  // A reload may lengthen a window, so entries stay as long as they were entered for.
  private Duration longest = Duration.ZERO;

  void reserve(String id, Amounts amounts, Duration window) {
    keepFor(window);
    open.merge(id, amounts, Account::sum);
  }

  void release(String id) {
    open.remove(id);
  }

  /** Times do not go back from one call to the next, or count as if they had not. */
  void spend(Amounts amounts, Duration window, Instant at) {
    keepFor(window);
    Duration part = longest.dividedBy(PARTS);
    Spent newest = spent.peekLast();
    if (newest != null
        && at.isBefore(newest.begun().plus(part.compareTo(MINUTE) > 0 ? part : MINUTE))) {
      spent.removeLast();
      Instant last = at.isAfter(newest.last()) ? at : newest.last();
      spent.addLast(new Spent(newest.begun(), last, sum(newest.amounts(), amounts)));
    } else {
      spent.addLast(new Spent(at, at, amounts));
    }
  }

  long used(Measure measure, Duration window, Instant now) {
    keepFor(window);
    forget(now);
    long sum = 0;
    for (Amounts amounts : open.values()) {
      sum = sum(sum, amounts.get(measure).orElse(0));
    }
    Instant since = now.minus(window);
    for (Spent some : spent) {
      if (!some.last().isBefore(since)) {
        sum = sum(sum, some.amounts().get(measure).orElse(0));
      }
    }
    return sum;
  }

  /** Whether nothing of it counts any more. */
  boolean isOver(Instant now) {
    forget(now);
    return open.isEmpty() && spent.isEmpty();
  }

  private void keepFor(Duration window) {
    longest = longest.compareTo(window) >= 0 ? longest : window;
  }

  private void forget(Instant now) {
    Instant since = now.minus(longest);
    while (!spent.isEmpty() && spent.getFirst().last().isBefore(since)) {
      spent.removeFirst();
    }
  }

  private static Amounts sum(Amounts one, Amounts other) {
    Amounts sum = one;
    for (Map.Entry<Measure, Long> more : other.by().entrySet()) {
      sum = sum.with(more.getKey(), sum(one.get(more.getKey()).orElse(0), more.getValue()));
    }
    return sum;
  }

  /** Stays at the largest number there is. */
  private static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
