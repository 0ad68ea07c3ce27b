package dev.chaperone.app.acceptance;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Ends the gateway in the very moment for which that was arranged. Safe for many threads. */
final class KillMoments {
  /** Where the gateway may be hit. */
  enum Moment {
    /** An agent sends the request that will be held. */
    POST_SENT,
    /** An agent has been told that its job is pending. */
    TOLD_PENDING,
    /** An agent asks how its job stands. */
    POLLED,
    /** An agent cancels. */
    CANCEL_SENT,
    /** An operator's decision is on its way. */
    DECISION_SENT,
    /** An operator has been told that it is decided. */
    DECIDED,
    /** Upstream is asked for the estimate, for the card or right before the job runs. */
    DRY_RUN_ARRIVED,
    /** That a job is being submitted is durable. */
    SUBMITTING_DURABLE,
    /** Upstream has got the job, but neither begun nor answered. */
    INSERT_ARRIVED,
    /** Upstream has begun the job, but not answered. */
    INSERT_RUN,
    /** Upstream is asked whether it has the job. */
    LOOKUP_ARRIVED
  }

  private record Shot(Moment moment, Runnable action) {}

  private final Map<Moment, Integer> hits = new EnumMap<>(Moment.class);
  private Optional<Shot> armed = Optional.empty();

  /** The action is run once, by whoever reaches the moment next. */
  synchronized void arm(Moment moment, Runnable action) {
    armed = Optional.of(new Shot(moment, action));
  }

  /** Takes the shot back; false if it was fired. */
  synchronized boolean disarm() {
    boolean left = armed.isPresent();
    armed = Optional.empty();
    return left;
  }

  /** Says that the moment is there; returns when the gateway has been hit, if it is. */
  void reached(Moment moment) {
    take(moment).ifPresent(Runnable::run);
  }

  /** The same for whoever goes on meanwhile. */
  void reachedWhileGoingOn(Moment moment) {
    take(moment).ifPresent(Thread::startVirtualThread);
  }

  private synchronized Optional<Runnable> take(Moment moment) {
    if (armed.isEmpty() || armed.get().moment() != moment) {
      return Optional.empty();
    }
    Runnable action = armed.get().action();
    armed = Optional.empty();
    hits.merge(moment, 1, Integer::sum);
    return Optional.of(action);
  }

  /** How often the gateway was hit where. */
  synchronized Map<Moment, Integer> hits() {
    return new EnumMap<>(hits);
  }
}
