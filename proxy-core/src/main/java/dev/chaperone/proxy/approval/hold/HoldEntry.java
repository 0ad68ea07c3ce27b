package dev.chaperone.proxy.approval.hold;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One hold in memory: its latest durable state, the lock under which the next step is taken, and
 * those who wait for it. Reading never waits for a step that is being recorded.
 */
final class HoldEntry {
  final ReentrantLock lock = new ReentrantLock();

  private record Now(Hold hold, CompletableFuture<Hold> next) {}

  private volatile Optional<Now> now = Optional.empty();

  HoldEntry() {}

  HoldEntry(Hold hold) {
    now = Optional.of(new Now(hold, new CompletableFuture<>()));
  }

  /** Empty until the first step is durable, and for ever if it never became so. */
  Optional<Hold> hold() {
    return now.map(Now::hold);
  }

  /** To be called under the lock, once the step that led here is durable. */
  void become(Hold hold) {
    Optional<Now> before = now;
    now = Optional.of(new Now(hold, new CompletableFuture<>()));
    before.ifPresent(was -> was.next().complete(hold));
  }

  /** Waits for a step beyond this one; parks a virtual thread without holding its carrier. */
  Hold awaitBeyond(Hold seen, Duration atMost) throws InterruptedException {
    Now current = now.orElseThrow();
    if (current.hold().step().number() > seen.step().number()
        || atMost.isZero()
        || atMost.isNegative()) {
      return current.hold();
    }
    try {
      return current.next().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return current.hold();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a step is only ever completed", e);
    }
  }
}
