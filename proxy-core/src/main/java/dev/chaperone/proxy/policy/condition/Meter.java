package dev.chaperone.proxy.policy.condition;

import dev.chaperone.proxy.policy.Fact;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Watches one evaluation: what it reads, and that it ends. */
final class Meter {
  /** Read accesses, and characters looked through by the thousand. */
  static final int MAX_STEPS = 200_000;

  /** Far above any honest condition; a decision waits no longer. */
  static final long MAX_NANOS = 250_000_000;

  private static final int MAX_READ = 12;
  private static final int CHECK_TIME_EVERY = 256;

  private final LongSupplier nanos;
  private final Map<String, Fact<?>> read = new LinkedHashMap<>();
  private long started;
  private int steps;

  Meter(LongSupplier nanos) {
    this.nanos = nanos;
    this.started = nanos.getAsLong();
  }

  /** Begins the next condition. */
  void restart() {
    read.clear();
    steps = 0;
    started = nanos.getAsLong();
  }

  Iterable<Map.Entry<String, Fact<?>>> readInOrder() {
    return read.entrySet();
  }

  /** The value of an input, unless it is unknown, which ends this branch of the evaluation. */
  Object use(String path, Fact<?> fact) {
    step(1);
    if (read.size() < MAX_READ || !fact.isKnown()) {
      read.putIfAbsent(path, fact);
    }
    return switch (fact) {
      case Fact.Known<?> known -> known.value();
      case Fact.Unknown<?> unknown -> throw new UnknownInputException(path, unknown.reason());
    };
  }

  void step(int cost) {
    int before = steps;
    steps += Math.max(1, cost);
    boolean late =
        before / CHECK_TIME_EVERY != steps / CHECK_TIME_EVERY
            && nanos.getAsLong() - started > MAX_NANOS;
    if (late || steps > MAX_STEPS) {
      throw new EvaluationLimitException();
    }
  }
}
