package dev.chaperone.proxy.review;

import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.recordings.PolicyRecords;
import dev.chaperone.recordings.VerdictCount;
import dev.chaperone.recordings.frame.Identity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what was decided of each agent's requests in the last hour. */
public final class AgentHistory {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int MOST_AGENTS = 10_000;

  /** Minutes, so that a busy agent costs no more memory than a quiet one. */
  private record Minute(Instant begun, long[] counts) {}

  /**
   * How often since an hour ago.
   *
   * @param requests all of them
   */
  record Counts(long requests, long held, long denied) {}

  private final Clock clock;
  private final Map<Identity, Deque<Minute>> agents =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Identity, Deque<Minute>> eldest) {
          return size() > MOST_AGENTS;
        }
      };

  private AgentHistory(Clock clock) {
    this.clock = clock;
  }

  /** Begins with what is on record. */
  public static AgentHistory open(PolicyRecords records, Clock clock) {
    AgentHistory history = new AgentHistory(clock);
    records.verdicts(clock.instant().minus(WINDOW), history::restore);
    return history;
  }

  private void restore(VerdictCount count) {
    add(count.agent(), verdict(count.outcome()), count.last(), count.count());
  }

  private static Verdict verdict(String code) {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.code().equals(code)) {
        return verdict;
      }
    }
    return Verdict.DENY; // a newer version's: it was none of the milder ones
  }

  void add(Identity agent, Verdict verdict) {
    add(agent, verdict, clock.instant(), 1);
  }

  private synchronized void add(Identity agent, Verdict verdict, Instant at, long count) {
    Deque<Minute> minutes = agents.computeIfAbsent(agent, a -> new ArrayDeque<>());
    Minute last = minutes.peekLast();
    if (last == null || !at.isBefore(last.begun().plusSeconds(60))) {
      last = new Minute(at, new long[Verdict.values().length]);
      minutes.addLast(last);
    }
    last.counts()[verdict.ordinal()] += count;
  }

  synchronized Counts of(Identity agent) {
    Deque<Minute> minutes = agents.getOrDefault(agent, new ArrayDeque<>());
    Instant since = clock.instant().minus(WINDOW);
    minutes.removeIf(m -> m.begun().isBefore(since));
    long[] sums = new long[Verdict.values().length];
    for (Minute minute : minutes) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += minute.counts()[i];
      }
    }
    return new Counts(
        sums[0] + sums[1] + sums[2], sums[Verdict.HOLD.ordinal()], sums[Verdict.DENY.ordinal()]);
  }
}
