package dev.chaperone.proxy.approval;

import dev.chaperone.proxy.approval.answer.CallDesk;
import dev.chaperone.proxy.approval.answer.HeldJobDesk;
import dev.chaperone.proxy.approval.grant.GrantBook;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.approval.hold.HoldCommand;
import dev.chaperone.proxy.approval.hold.UnknownHoldException;
import dev.chaperone.proxy.approval.hold.Verdict;
import dev.chaperone.proxy.approval.submit.EnvelopeSource;
import dev.chaperone.proxy.approval.submit.Submitter;
import dev.chaperone.proxy.approval.submit.UpstreamJobs;
import dev.chaperone.proxy.identity.Repeater;
import dev.chaperone.proxy.session.TimeOrderedIds;
import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.HeldRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The approvals of one gateway: ties holds, grants, submission and deadlines together, and is where
 * deciders come. Made anew from the recordings at every start.
 */
public final class Approvals {
  private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);
  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final HoldBook holds;
  private final GrantBook grants;
  private final Submitter submitter;
  private final HeldJobDesk jobs;
  private final CallDesk calls;
  private final TimeOrderedIds ids;
  private boolean mended;

  private Approvals(
      HoldBook holds,
      GrantBook grants,
      Submitter submitter,
      HeldJobDesk jobs,
      CallDesk calls,
      TimeOrderedIds ids) {
    this.holds = holds;
    this.grants = grants;
    this.submitter = submitter;
    this.jobs = jobs;
    this.calls = calls;
    this.ids = ids;
  }

  /**
   * Reads what stands in the recordings. Nothing runs before {@link #start} or {@link #sweep}.
   *
   * @param executor its threads may block; virtual ones
   * @param monotonic the clock by which exchanges tell their arrival
   */
  public static Approvals open(
      ApprovalRecords records,
      Recorder recorder,
      Clock clock,
      LongSupplier monotonic,
      UpstreamJobs upstream,
      EnvelopeSource envelopes,
      Executor executor) {
    TimeOrderedIds ids = new TimeOrderedIds(clock);
    HoldBook holds = HoldBook.open(records, recorder, clock, () -> ids.next("hold"));
    GrantBook grants = GrantBook.open(records, recorder, clock, () -> ids.next("grant"));
    return new Approvals(
        holds,
        grants,
        new Submitter(holds, upstream, envelopes, clock, executor),
        new HeldJobDesk(holds, monotonic),
        new CallDesk(holds, clock),
        ids);
  }

  /** Keeps deadlines, and carries on with what was left behind, until the result is closed. */
  public Repeater.Repetition start(Repeater repeater) {
    sweep();
    return repeater.every(SWEEP, this::sweep);
  }

  /** One round of that. Never fails: what cannot be recorded now is taken up by the next round. */
  public synchronized void sweep() {
    try {
      if (!mended) {
        holds.mend();
        mended = true;
      }
      holds.sweep();
    } catch (RecordingException e) {
      LOG.warn("Steps of holds cannot be recorded, and so are not taken: {}", e.getMessage());
    }
    submitter.resume();
  }

  public HoldBook holds() {
    return holds;
  }

  public GrantBook grants() {
    return grants;
  }

  public HeldJobDesk jobs() {
    return jobs;
  }

  public CallDesk calls() {
    return calls;
  }

  /** A job id for a held jobs.query, which has none of its client's. */
  public String newJobId() {
    return ids.next("job");
  }

  /**
   * Decides for a hold. A job then runs by itself; a call when its agent repeats it.
   *
   * @param cap a lower cap than the one shown; needed where the estimate is unknown
   * @throws UnknownHoldException if there is no such hold
   * @throws RecordingException if it is not known whether that was recorded: the hold then stands
   *     as it did
   */
  public Verdict approve(String id, Decider by, String reason, OptionalLong cap) {
    Verdict verdict = holds.approve(id, by, reason, cap);
    if (verdict instanceof Verdict.Applied(Hold hold) && hold.isJob()) {
      submitter.submit(hold.id());
    }
    return verdict;
  }

  /** Decides against a hold; the reason reaches the agent. Throws as {@link #approve}. */
  public Verdict deny(String id, Decider by, String reason) {
    return holds.deny(id, by, reason);
  }

  /**
   * Edit and approve: another request takes the hold's place, and is approved by the same person.
   *
   * @param edited names the hold in {@code replaces}, with the envelope of the edited job
   * @param difference for people: what was edited
   * @return how the new hold stands
   */
  public Verdict editAndApprove(
      HeldRequest edited, Decider by, String difference, String reason, OptionalLong cap) {
    Verdict verdict = holds.replace(by, HoldCommand.Replace.BY_EDIT, edited, difference);
    return verdict instanceof Verdict.Applied(Hold fresh)
        ? approve(fresh.id(), by, reason, cap)
        : verdict;
  }

  /** Those that wait for a decision or are under way, the oldest first. */
  public List<Hold> openHolds() {
    return holds.open();
  }
}
