package dev.chaperone.proxy.review;

import dev.chaperone.proxy.approval.hold.AgentFrames;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.job.Basis;
import dev.chaperone.proxy.approval.job.Envelopes;
import dev.chaperone.proxy.approval.job.JobResource;
import dev.chaperone.proxy.approval.submit.EnvelopeSource;
import dev.chaperone.proxy.masking.MaskDesk;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.decide.Finding;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.Owned;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reviews an approved job once more, right before it runs (P5). */
public final class EnvelopeLook implements EnvelopeSource {
  private final Reviewer reviewer;
  private final HeldJobs jobs;
  private final BudgetKeeper budgets;
  private final JobLevels levels;
  private final MaskDesk masks;
  private final AgentFrames frames;
  private final Clock clock;
  private final Predicate<Identity> revoked;

  /**
   * @param revoked agents of whom nothing begins any more
   */
  public EnvelopeLook(
      Reviewer reviewer,
      HeldJobs jobs,
      BudgetKeeper budgets,
      JobLevels levels,
      MaskDesk masks,
      AgentFrames frames,
      Clock clock,
      Predicate<Identity> revoked) {
    this.reviewer = reviewer;
    this.jobs = jobs;
    this.budgets = budgets;
    this.levels = levels;
    this.masks = masks;
    this.frames = frames;
    this.clock = clock;
    this.revoked = revoked;
  }

  @Override
  public Now look(Hold hold) {
    HeldRequest request = hold.request();
    if (revoked.test(hold.owner())) {
      return new Now.Denied("(revoked)", "its agent was revoked meanwhile");
    }
    Reviewed now =
        reviewer.review(
            jobs.asking(request), lookup -> frames.record(lookup, request, Optional.empty()), true);
    Finding deciding = now.decision().deciding();
    if (deciding.verdict() == Verdict.DENY && deciding.truth() == Truth.TRUE) {
      return new Now.Denied(deciding.name(), deciding.reason());
    }
    if (deciding.verdict() == Verdict.HOLD && LateReviews.isAllowedByPolicyAlone(hold)) {
      return new Now.Denied(deciding.name(), deciding.reason() + " Ask again, for a decision.");
    }
    if (request.envelope().bytes() >= 0 && now.bytes() < 0) {
      return new Now.NotKnown("the estimate cannot be made right now");
    }
    if (!request.envelope().tables().isEmpty() && now.tables().isEmpty()) {
      return new Now.NotKnown("its tables cannot be looked up right now");
    }
    List<Finding> spent =
        budgets.approve(
            hold.id(),
            now.policy(),
            now.inputs(),
            body -> frames.record(body, request, Optional.empty()));
    if (!spent.isEmpty()) {
      return new Now.Denied(spent.getFirst().name(), spent.getFirst().reason());
    }
    request.job().map(Owned::job).ifPresent(job -> levels.raise(job, now.decision().recording()));
    tell(request, now);
    Basis basis = now.basis(clock.instant());
    return new Now.Is(
        Envelopes.of(
            JobResource.parse(request.resource()),
            basis.sqlDigest(),
            basis.fingerprint(),
            basis.tables(),
            basis.bytes(),
            basis.expires()));
  }

  /** Before it runs tables inherit, and where its rows come from is known. */
  private void tell(HeldRequest request, Reviewed now) {
    masks
        .fill(now.flow().filled())
        .forEach(change -> frames.record(change.note(), request, Optional.empty()));
    request
        .job()
        .flatMap(job -> masks.tell(List.of(Owned.job(job)), now.flow().result()))
        .ifPresent(note -> frames.record(note.note(), request, Optional.empty()));
  }
}
