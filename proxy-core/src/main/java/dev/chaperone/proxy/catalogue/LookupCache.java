package dev.chaperone.proxy.catalogue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Keeps answers for a while, and sends one look-up for many askers. Safe for many threads. */
final class LookupCache<K, V> {
  private static final int MAX_ENTRIES = 10_000;
  private static final Duration MAX_MISSING_AGE = Duration.ofSeconds(5);

  /** Of what was asked while a change may still be going on. */
  private static final Duration MAX_CHANGING_AGE = Duration.ofSeconds(5);

  /** One that takes longer is not waited for by newcomers: it may never end. */
  private static final Duration MAX_FLIGHT = Duration.ofSeconds(10);

  /** An answer; what is out of date is kept, to know whether anything changed. */
  private record Slot<V>(Answer<V> answer, Instant until) {}

  private record Flight<V>(CompletableFuture<Answer<V>> answer, long startedNanos) {}

  private final Clock clock;
  private final Duration maxAge;
  private final Executor executor;
  private final BinaryOperator<V> keep;
  private Instant changingUntil = Instant.MIN;
  private final Map<K, Flight<V>> flights = new HashMap<>();
  private final Map<K, Slot<V>> slots =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Slot<V>> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  /**
   * @param keep of an earlier value and a new one, what is handed out from now on
   */
  LookupCache(Clock clock, Duration maxAge, Executor executor, BinaryOperator<V> keep) {
    this.clock = clock;
    this.maxAge = maxAge;
    this.executor = executor;
    this.keep = keep;
  }

  /** What is known now, without asking anybody. */
  synchronized Optional<V> fresh(K key) {
    Slot<V> slot = slots.get(key);
    return slot != null
            && clock.instant().isBefore(slot.until())
            && slot.answer() instanceof Answer.Found<V>(V value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** What is known, or will be; asks only if nobody is asking already. */
  CompletableFuture<Answer<V>> ask(K key, Supplier<Answer<V>> lookup) {
    Flight<V> flight = new Flight<>(new CompletableFuture<>(), System.nanoTime());
    synchronized (this) {
      Slot<V> slot = slots.get(key);
      if (slot != null && clock.instant().isBefore(slot.until())) {
        return CompletableFuture.completedFuture(slot.answer());
      }
      Flight<V> other = flights.get(key);
      if (other != null
          && flight.startedNanos() - other.startedNanos() < MAX_FLIGHT.toNanos()
          && !other.answer().isDone()) {
        return other.answer();
      }
      flights.put(key, flight);
    }
    try {
      executor.execute(() -> fly(key, flight, lookup));
    } catch (RejectedExecutionException e) {
      land(key, flight, new Answer.Failed<>("the gateway is stopping"), Instant.MIN);
    }
    return flight.answer();
  }

  /**
   * What is asked from now on is looked up anew, and what is under way is not kept. A change takes
   * some time after BigQuery has said that it begins, so answers are believed less long for a
   * while.
   */
  synchronized void invalidate(Predicate<K> which) {
    changingUntil = clock.instant().plus(maxAge);
    slots.replaceAll(
        (key, slot) -> which.test(key) ? new Slot<>(slot.answer(), Instant.MIN) : slot);
    flights.keySet().removeIf(which);
  }

  private void fly(K key, Flight<V> flight, Supplier<Answer<V>> lookup) {
    Instant asked = clock.instant();
    Answer<V> answer = new Answer.Failed<>("the look-up failed");
    try {
      answer = lookup.get();
    } finally {
      // Whatever happens: somebody waits for it.
      land(key, flight, answer, asked);
    }
  }

  private void land(K key, Flight<V> flight, Answer<V> answer, Instant asked) {
    Answer<V> kept = answer;
    synchronized (this) {
      // Gone if it was invalidated or overtaken meanwhile.
      if (flights.get(key) == flight) {
        flights.remove(key);
        kept = store(key, answer, asked);
      }
    }
    flight.answer().complete(kept);
  }

  private Answer<V> store(K key, Answer<V> answer, Instant asked) {
    return switch (answer) {
      case Answer.Found<V>(V value) -> {
        Answer<V> found =
            new Answer.Found<>(before(key).map(old -> keep.apply(old, value)).orElse(value));
        slots.put(
            key,
            new Slot<>(
                found,
                asked.plus(asked.isBefore(changingUntil) ? shorter(MAX_CHANGING_AGE) : maxAge)));
        yield found;
      }
      case Answer.Missing<V> missing -> {
        slots.put(key, new Slot<>(missing, asked.plus(shorter(MAX_MISSING_AGE))));
        yield missing;
      }
      case Answer.Failed<V> failed -> failed;
      case Answer.Unsent<V> unsent -> unsent;
    };
  }

  private Duration shorter(Duration age) {
    return maxAge.compareTo(age) < 0 ? maxAge : age;
  }

  private Optional<V> before(K key) {
    Slot<V> slot = slots.get(key);
    return slot != null && slot.answer() instanceof Answer.Found<V>(V value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
