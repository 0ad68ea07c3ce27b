package dev.chaperone.proxy.approval.hold;

import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every hold that is open or was lately. A step is recorded, waited for until it is durable, and
 * only then takes effect; steps of one hold are taken one after the other, so of two decisions one
 * wins and the other learns of it. Safe for many threads.
 */
public final class HoldBook {
  private static final Logger LOG = LoggerFactory.getLogger(HoldBook.class);

  /** As many holds as one identity may have pending. */
  public static final int PENDING_LIMIT = 20;

  /** So long a hold that is over is answered for from memory; afterwards from the recordings. */
  public static final Duration REMEMBERED = Duration.ofHours(24);

  private final HoldIndex index = new HoldIndex();
  private final ApprovalRecords records;
  private final AgentFrames journal;
  private final Clock clock;
  private final Supplier<String> ids;
  private final Queue<Hold> unfinished = new ConcurrentLinkedQueue<>();

  private HoldBook(ApprovalRecords records, Recorder recorder, Clock clock, Supplier<String> ids) {
    this.records = records;
    this.journal = new AgentFrames(recorder);
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Makes the book anew from the recorded steps.
   *
   * @param ids of new holds: lower case letters, digits, {@code _} and {@code -}, 60 at most
   */
  public static HoldBook open(
      ApprovalRecords records, Recorder recorder, Clock clock, Supplier<String> ids) {
    HoldBook book = new HoldBook(records, recorder, clock, ids);
    HoldReplay replay = new HoldReplay();
    records.approvalFrames(clock.instant().minus(REMEMBERED), replay::take);
    for (Hold hold : replay.holds()) {
      boolean lost = hold.state().open() && replay.lostSome() && book.lacksSteps(hold);
      boolean over = lost || replay.dangling(hold);
      if (over || (!hold.isJob() && hold.state() == HoldState.SUBMITTING)) {
        book.unfinished.add(hold);
      }
      if (!over) {
        book.index.add(hold.id(), hold.request(), new HoldEntry(hold));
      }
    }
    return book;
  }

  /** Damage may have taken the step by which it was denied: it counts as over. */
  private boolean lacksSteps(Hold hold) {
    AtomicBoolean lacks = new AtomicBoolean();
    records.framesOf(
        hold.id(),
        frame -> {
          if (frame.body().isEmpty()) {
            lacks.set(true);
          }
        });
    return lacks.get();
  }

  /**
   * Holds a request.
   *
   * @param exchange the request's own
   * @throws RecordingException if that cannot be recorded; the request is then refused
   */
  public Opened open(HeldRequest request, Optional<ExchangeId> exchange) {
    if (!request.replaces().isEmpty()) {
      throw new IllegalArgumentException("a hold that replaces another is made by replace");
    }
    while (true) {
      String id = ids.get();
      HoldEntry entry = new HoldEntry();
      entry.lock.lock();
      try {
        switch (index.take(id, request, entry, PENDING_LIMIT)) {
          case HoldIndex.Place.Taken t -> {
            return new Opened.New(begin(id, request, exchange, entry));
          }
          case HoldIndex.Place.Asked(HoldEntry before) -> {
            Optional<Hold> hold = durable(before);
            if (hold.isPresent()) {
              return new Opened.Repeated(hold.get());
            }
          }
          case HoldIndex.Place.JobExists(HoldEntry other) -> {
            Optional<Hold> hold = durable(other);
            if (hold.isPresent()) {
              return new Opened.JobExists(hold.get());
            }
          }
          case HoldIndex.Place.Full f -> {
            return new Opened.TooMany(PENDING_LIMIT);
          }
        }
      } finally {
        entry.lock.unlock();
      }
    }
  }

  private Hold begin(
      String id, HeldRequest request, Optional<ExchangeId> exchange, HoldEntry entry) {
    boolean durable = false;
    try {
      FrameBody.Hold first = HoldLife.begin(id, request, clock.instant());
      journal.record(first, request, exchange);
      Hold hold = Hold.begun(first);
      entry.become(hold);
      durable = true;
      return hold;
    } finally {
      if (!durable) {
        index.remove(id);
      }
    }
  }

  /** Waits while its first step is being recorded; empty if that failed. */
  private Optional<Hold> durable(HoldEntry entry) {
    if (entry.hold().isEmpty()) {
      entry.lock.lock();
      entry.lock.unlock();
    }
    return index.current(entry).hold();
  }

  /**
   * Takes the next step of a hold, if it may be taken.
   *
   * @throws UnknownHoldException if there is no such hold
   * @throws RecordingException if the step is not known to be durable: it has no effect then
   */
  public Verdict command(String id, HoldCommand command) {
    HoldEntry entry = index.byId(id).orElseThrow(() -> new UnknownHoldException(id));
    entry.lock.lock();
    try {
      Hold hold = entry.hold().orElseThrow(() -> new UnknownHoldException(id));
      return switch (HoldLife.decide(hold, command, clock.instant())) {
        case Ruling.Step(FrameBody.Hold frame) -> step(entry, hold, frame, command);
        case Ruling.Already a -> new Verdict.Already(hold, HoldLife.told(hold));
        case Ruling.TooLate t -> new Verdict.Refused(hold, HoldLife.told(hold));
        case Ruling.NotPossible(String message) -> new Verdict.Refused(hold, message);
      };
    } finally {
      entry.lock.unlock();
    }
  }

  private Verdict step(HoldEntry entry, Hold hold, FrameBody.Hold frame, HoldCommand command) {
    Hold after = hold.after(frame);
    journal.record(frame, hold.request(), Optional.empty(), job(hold, command));
    entry.become(after);
    boolean expired = after.state() == HoldState.EXPIRED;
    return expired && !(command instanceof HoldCommand.Expire)
        ? new Verdict.Refused(after, HoldLife.told(after))
        : new Verdict.Applied(after);
  }

  private static Optional<JobKey> job(Hold hold, HoldCommand command) {
    return command instanceof HoldCommand.Finish finish && !finish.location().isEmpty()
        ? hold.request().job().map(j -> new JobKey(j.project(), finish.location(), j.jobId()))
        : hold.request().job();
  }

  /**
   * Lets a new hold take another's place: the agent's job id now stands for the new one, which
   * waits for a decision of its own.
   *
   * @param by who edited it, else the gateway
   * @param cause one of those that {@link HoldCommand.Replace} names
   * @param request with {@code replaces} naming the hold
   * @return applied with the new hold, or refused with the old one
   */
  public Verdict replace(Decider by, String cause, HeldRequest request, String detail) {
    String original = request.replaces();
    Hold before =
        index
            .byId(original)
            .flatMap(HoldEntry::hold)
            .orElseThrow(() -> new UnknownHoldException(original));
    if (!before.owner().equals(request.owner()) || !before.request().job().equals(request.job())) {
      throw new IllegalArgumentException("a hold takes the place of one for the same job");
    }
    if (!before.state().open() || before.state() == HoldState.SUBMITTING) {
      return new Verdict.Refused(before, HoldLife.told(before));
    }
    String id = ids.get();
    HoldEntry entry = new HoldEntry();
    entry.lock.lock();
    try {
      index.add(id, request, entry);
      Hold fresh = begin(id, request, Optional.empty(), entry);
      boolean taken = false;
      try {
        Verdict verdict = command(original, new HoldCommand.Replace(by, cause, id, detail));
        taken = verdict instanceof Verdict.Applied;
        return taken ? new Verdict.Applied(fresh) : verdict;
      } finally {
        if (!taken) {
          takeBack(fresh, entry, "hold " + original + " was decided meanwhile");
        }
      }
    } finally {
      entry.lock.unlock();
    }
  }

  /**
   * Nobody may decide on it any more, even if that cannot be recorded: then the next start will.
   */
  private void takeBack(Hold fresh, HoldEntry entry, String why) {
    try {
      command(fresh.id(), new HoldCommand.Withdraw(Decider.gateway(), why));
    } catch (RecordingException e) {
      LOG.warn("That hold {} is taken back could not be recorded: {}", fresh.id(), e.getMessage());
    }
    if (entry.hold().map(h -> h.state().open()).orElse(false)) {
      index.remove(fresh.id());
    }
  }

  public Verdict approve(String id, Decider by, String reason, OptionalLong cap) {
    return command(id, new HoldCommand.Approve(by, reason, cap));
  }

  public Verdict deny(String id, Decider by, String reason) {
    return command(id, new HoldCommand.Deny(by, reason));
  }

  public Optional<Hold> find(String id) {
    return index.byId(id).flatMap(HoldEntry::hold);
  }

  /** The hold that stands for a job now; whose it is has to be checked by who asks. */
  public Optional<Hold> ofJob(JobKey job) {
    return index.byJob(job).flatMap(this::durable);
  }

  /**
   * The same from the recordings, which know also what was over long ago. To be asked only where
   * nobody owns the job: it is a query of the database.
   */
  public Optional<Hold> ofRecordedJob(JobKey job) {
    HoldReplay replay = new HoldReplay();
    records.holdOfJob(job).ifPresent(found -> records.framesOf(found.id(), replay::take));
    return replay.holds().stream().findFirst();
  }

  /** The hold for the same request id of the same identity, however it stands. */
  public Optional<Hold> ofRequest(Identity owner, String requestKey) {
    return index.byRequest(owner, requestKey).flatMap(this::durable);
  }

  /** The hold for the same call by the same identity, however it stands. */
  public Optional<Hold> ofCall(HeldRequest request) {
    return index.byCall(request).flatMap(this::durable);
  }

  /** The hold itself, or the last of those that took its place. */
  public Hold current(Hold hold) {
    return index.byId(hold.id()).map(index::current).flatMap(HoldEntry::hold).orElse(hold);
  }

  /** Those that can still change, the oldest first. */
  public List<Hold> open() {
    return index.all().stream()
        .flatMap(entry -> entry.hold().stream())
        .filter(hold -> hold.state().open())
        .sorted(Comparator.comparing(Hold::created).thenComparing(Hold::id))
        .toList();
  }

  /** All that are remembered, the oldest first. */
  public List<Hold> all() {
    return index.all().stream()
        .flatMap(entry -> entry.hold().stream())
        .sorted(Comparator.comparing(Hold::created).thenComparing(Hold::id))
        .toList();
  }

  /**
   * Waits until a hold, or what takes its place, goes on.
   *
   * @return how it stands then, or after that time
   */
  public Hold awaitBeyond(Hold seen, Duration atMost) throws InterruptedException {
    HoldEntry entry = index.byId(seen.id()).orElseThrow(() -> new UnknownHoldException(seen.id()));
    return current(entry.awaitBeyond(seen, atMost));
  }

  /** Whether a session has to stay open because one of its requests waits. */
  public boolean keepsOpen(SessionId session) {
    return index.all().stream()
        .flatMap(entry -> entry.hold().stream())
        .anyMatch(h -> h.state().open() && h.request().agentSession().equals(session));
  }

  /** Gives up whatever's time is over, and forgets what has long been over. */
  public void sweep() {
    Instant now = clock.instant();
    for (Hold hold : open()) {
      // One whose beginning cannot be recorded is gone again at once.
      if (HoldLife.due(hold, now) && find(hold.id()).isPresent()) {
        command(hold.id(), new HoldCommand.Expire());
      }
    }
    index.forgetOverBefore(now.minus(REMEMBERED));
  }

  /**
   * Ends what a stop of the gateway, or damage, left in the middle and no job of upstream's can
   * clear up. Until then nobody can decide on it. May be called again.
   */
  public void mend() {
    while (!unfinished.isEmpty()) {
      Hold hold = unfinished.element();
      if (HoldLife.decide(hold, end(hold), clock.instant()) instanceof Ruling.Step(var frame)) {
        journal.record(frame, hold.request(), Optional.empty());
        index.byId(hold.id()).ifPresent(entry -> entry.become(hold.after(frame)));
      }
      unfinished.remove();
    }
  }

  private HoldCommand end(Hold hold) {
    return hold.state() == HoldState.SUBMITTING
        ? new HoldCommand.Finish(
            HoldCommand.Finish.UNKNOWN,
            "",
            "Chaperone stopped while it was being carried out; look whether it happened")
        : new HoldCommand.Withdraw(
            Decider.gateway(),
            hold.request().replaces().isEmpty()
                ? "a part of its record is damaged, perhaps the decision"
                : "Chaperone stopped before it took the place of hold "
                    + hold.request().replaces());
  }
}
