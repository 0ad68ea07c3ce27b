package dev.chaperone.proxy.approval.grant;

import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.GrantChange;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Every grant. A use is counted durably before it counts for anything: a crash may lose a use,
 * never add one. Safe for many threads.
 */
public final class GrantBook {
  private final Map<String, Entry> grants = new ConcurrentHashMap<>();
  private final Recorder recorder;
  private final Clock clock;
  private final Supplier<String> ids;

  private static final class Entry {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Grant grant;

    Entry(Grant grant) {
      this.grant = grant;
    }
  }

  private GrantBook(Recorder recorder, Clock clock, Supplier<String> ids) {
    this.recorder = recorder;
    this.clock = clock;
    this.ids = ids;
  }

  /** Makes the book anew from the recorded changes. */
  public static GrantBook open(
      ApprovalRecords records, Recorder recorder, Clock clock, Supplier<String> ids) {
    GrantBook book = new GrantBook(recorder, clock, ids);
    records.approvalFrames(clock.instant(), book::replay);
    return book;
  }

  private void replay(Frame frame) {
    frame.body().flatMap(GrantChange::of).ifPresent(this::replay);
  }

  private void replay(GrantChange change) {
    Entry known = grants.get(change.grant());
    if (known == null) {
      if (change.change().equals(GrantChange.MADE)) {
        grants.put(change.grant(), new Entry(made(change)));
      }
      return; // a use of a grant that is not known gives nothing
    }
    Grant grant = known.grant;
    switch (change.change()) {
      case GrantChange.USED -> known.grant = grant.left() > 0 ? grant.used() : grant;
      case GrantChange.REVOKED -> known.grant = grant.withdrawn();
      case GrantChange.MADE -> {}
      default -> known.grant = grant.withdrawn(); // of a newer version: fail closed
    }
  }

  private static Grant made(GrantChange c) {
    return new Grant(
        c.grant(),
        c.owner(),
        c.fingerprint(),
        new HashSet<>(c.tables()),
        c.maximumBytes(),
        c.count(),
        c.count(),
        c.at(),
        c.expires(),
        false,
        c.hold(),
        c.by(),
        c.reason());
  }

  /**
   * Makes a grant.
   *
   * @param terms its id, what is left and the time are set here
   * @throws IllegalArgumentException if the terms make no grant; the message says why
   * @throws RecordingException if it cannot be recorded: there is no grant then
   */
  public Grant make(GrantTerms terms, Decider by, String reason) {
    Instant now = clock.instant();
    Grant grant =
        new Grant(
            ids.get(),
            terms.owner(),
            terms.fingerprint(),
            terms.tables(),
            terms.maximumBytes(),
            terms.count(),
            terms.count(),
            now,
            terms.expires(),
            false,
            terms.hold(),
            by,
            reason);
    if (!now.isBefore(terms.expires())) {
      throw new IllegalArgumentException("A grant ends in the future.");
    }
    record(grant, GrantChange.MADE, by, reason, Optional.empty());
    grants.put(grant.id(), new Entry(grant));
    return grant;
  }

  /**
   * Uses up one of a matching grant, if there is one. To be asked only where policy says hold: a
   * grant never stands over a deny.
   *
   * @return the grant as it is after the use, which is durable
   */
  public Optional<Grant> use(GrantAsk ask, SessionId session, Optional<ExchangeId> exchange) {
    for (Entry entry : inOrder()) {
      if (!entry.grant.covers(ask, clock.instant())) {
        continue;
      }
      entry.lock.lock();
      try {
        if (entry.grant.covers(ask, clock.instant())) {
          Grant after = entry.grant.used();
          record(after, GrantChange.USED, Decider.gateway(), session.value(), exchange);
          entry.grant = after;
          return Optional.of(after);
        }
      } finally {
        entry.lock.unlock();
      }
    }
    return Optional.empty();
  }

  /** Ends a grant; once more does no harm. Empty if there is none of this id. */
  public Optional<Grant> revoke(String id, Decider by, String reason) {
    Entry entry = grants.get(id);
    if (entry == null) {
      return Optional.empty();
    }
    entry.lock.lock();
    try {
      if (!entry.grant.revoked()) {
        record(entry.grant.withdrawn(), GrantChange.REVOKED, by, reason, Optional.empty());
        entry.grant = entry.grant.withdrawn();
      }
      return Optional.of(entry.grant);
    } finally {
      entry.lock.unlock();
    }
  }

  /** All of them, the oldest first. */
  public List<Grant> all() {
    return inOrder().stream().map(entry -> entry.grant).toList();
  }

  private List<Entry> inOrder() {
    return grants.values().stream()
        .sorted(Comparator.comparing((Entry e) -> e.grant.made()).thenComparing(e -> e.grant.id()))
        .toList();
  }

  private void record(
      Grant grant, String change, Decider by, String reason, Optional<ExchangeId> exchange) {
    GrantChange frame =
        new GrantChange(
            grant.id(),
            change,
            grant.owner(),
            grant.fingerprint(),
            grant.tables().stream().sorted().toList(),
            grant.maximumBytes(),
            grant.count(),
            grant.left(),
            grant.expires(),
            grant.hold(),
            by,
            reason,
            clock.instant());
    recorder.record(new FrameDraft(SessionId.SYSTEM, exchange, Optional.empty(), frame.note()));
  }
}
