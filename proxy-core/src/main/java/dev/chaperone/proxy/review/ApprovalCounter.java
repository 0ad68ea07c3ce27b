package dev.chaperone.proxy.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.console.PolicyStatus;
import dev.chaperone.console.TagOverview;
import dev.chaperone.proxy.approval.Approvals;
import dev.chaperone.proxy.approval.grant.GrantTerms;
import dev.chaperone.proxy.approval.hold.AgentFrames;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.UnknownHoldException;
import dev.chaperone.proxy.approval.hold.Verdict;
import dev.chaperone.proxy.approval.job.HeldRequests;
import dev.chaperone.proxy.approval.job.JobResource;
import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.masking.TagLedger;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.decide.Finding;
import dev.chaperone.proxy.policy.store.PolicyState;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.stage.Refusal;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.HeldRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Where the operator's decisions arrive in the gateway. */
public final class ApprovalCounter implements ApprovalDesk {
  /** Whoever comes without telling who they are. */
  private static final Decider UNPROVEN = new Decider("operator", Decider.How.UNPROTECTED);

  private final Approvals approvals;
  private final Reviewer reviewer;
  private final HeldJobs jobs;
  private final PolicyStore policy;
  private final AgentFrames frames;
  private final Clock clock;
  private final TagLedger tags;
  private final Decider operator;

  public ApprovalCounter(
      Approvals approvals,
      Reviewer reviewer,
      HeldJobs jobs,
      PolicyStore policy,
      AgentFrames frames,
      Clock clock,
      TagLedger tags) {
    this(approvals, reviewer, jobs, policy, frames, clock, tags, UNPROVEN);
  }

  private ApprovalCounter(
      Approvals approvals,
      Reviewer reviewer,
      HeldJobs jobs,
      PolicyStore policy,
      AgentFrames frames,
      Clock clock,
      TagLedger tags,
      Decider operator) {
    this.approvals = approvals;
    this.reviewer = reviewer;
    this.jobs = jobs;
    this.policy = policy;
    this.frames = frames;
    this.clock = clock;
    this.tags = tags;
    this.operator = operator;
  }

  @Override
  public ApprovalDesk by(Decider person) {
    return new ApprovalCounter(approvals, reviewer, jobs, policy, frames, clock, tags, person);
  }

  @Override
  public TagOverview tags() {
    return tags.overview();
  }

  @Override
  public void revokeTags(String table, long upTo, String reason) {
    tags.revoke(table, upTo, reason, operator);
  }

  @Override
  public HoldAnswer decide(HoldDecision decision) {
    return told(
        () ->
            switch (decision) {
              case HoldDecision.Approve d ->
                  answer(approvals.approve(d.id(), operator, d.reason(), cap(d.cap())), "approved");
              case HoldDecision.ApproveLike d -> approveLike(d);
              case HoldDecision.EditAndApprove d -> edit(d);
              case HoldDecision.Deny d ->
                  answer(approvals.deny(d.id(), operator, d.reason()), "denied");
            });
  }

  private HoldAnswer approveLike(HoldDecision.ApproveLike d) {
    Hold hold = find(d.id());
    GrantTerms terms =
        GrantTerms.like(hold, d.maximumBytes(), d.count(), clock.instant().plus(d.lifetime()));
    if (terms.fingerprint().isEmpty()) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID,
          "this request was not understood, so nothing can be said of others like it; approve it"
              + " once");
    }
    Verdict verdict = approvals.approve(d.id(), operator, d.reason(), cap(d.cap()));
    if (!(verdict instanceof Verdict.Applied)) {
      return answer(verdict, "approved");
    }
    String grant = approvals.grants().make(terms, operator, d.reason()).id();
    return answer(verdict, "approved, and others like it by grant " + grant);
  }

  private HoldAnswer edit(HoldDecision.EditAndApprove d) {
    Hold hold = find(d.id());
    if (!hold.isJob() || hold.request().sql().isEmpty()) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID, "only a query can be edited; approve or deny this one");
    }
    HeldRequest was = hold.request();
    ObjectNode job = JobResource.parse(was.resource());
    if (job.path("configuration").path("query") instanceof ObjectNode query) {
      query.put("query", d.sql());
    }
    Reviewed reviewed =
        reviewer.review(
            jobs.asking(was, JobRequest.insert(job, HeldJobs.project(was))),
            lookup -> frames.record(lookup, was, Optional.empty()),
            true);
    Finding deciding = reviewed.decision().deciding();
    if (deciding.verdict() == dev.chaperone.proxy.policy.Verdict.DENY) {
      return new HoldAnswer(
          false,
          hold.id(),
          hold.state().name(),
          "policy denies the edited statement: " + deciding.reason());
    }
    Optional<String> fault = fault(reviewed, d.cap());
    if (fault.isPresent()) {
      return new HoldAnswer(
          false, hold.id(), hold.state().name(), fault.get() + " The request stands as it was.");
    }
    HeldRequest edited =
        HeldRequests.edited(hold, job, reviewed.basis(clock.instant()))
            .withGrounds(reviewed.grounds());
    return answer(
        approvals.editAndApprove(
            edited, operator, "edited by the operator", d.reason(), cap(d.cap())),
        "edited and approved");
  }

  /** What keeps an edited statement from running: better told now than to the agent. */
  private static Optional<String> fault(Reviewed reviewed, long cap) {
    if (reviewed.estimate().rejection().isPresent()) {
      return Optional.of(
          "BigQuery would refuse the edited statement: "
              + reviewed.estimate().rejection().get().message());
    }
    return reviewed.bytes() < 0 && cap < 0
        ? Optional.of(
            "What the edited statement would read is not known, so name a cap: how many bytes it"
                + " may be billed for.")
        : Optional.empty();
  }

  private Hold find(String id) {
    return approvals.holds().find(id).orElseThrow(() -> new UnknownHoldException(id));
  }

  private static OptionalLong cap(long bytes) {
    return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  private static HoldAnswer answer(Verdict verdict, String done) {
    Hold hold = verdict.hold();
    String state = hold.state().name();
    return switch (verdict) {
      case Verdict.Applied a -> new HoldAnswer(true, hold.id(), state, done);
      case Verdict.Already(Hold h, String told) -> new HoldAnswer(false, h.id(), state, told);
      case Verdict.Refused(Hold h, String told) -> new HoldAnswer(false, h.id(), state, told);
    };
  }

  @Override
  public void revokeGrant(String id, String reason) {
    boolean known = told(() -> approvals.grants().revoke(id, operator, reason)).isPresent();
    if (!known) {
      throw new ConsoleException(
          ConsoleException.Code.NOT_FOUND,
          "there is no grant " + id + "; list them: chaperone grants list");
    }
  }

  @Override
  public Optional<PolicyStatus> policy() {
    PolicyState state = policy.state();
    return Optional.of(
        new PolicyStatus(
            state.policy().source().name(),
            state.policy().source().sha256(),
            state.policy().source().text(),
            state.since(),
            state.problems().stream().map(Object::toString).toList(),
            state.waiting().map(p -> p.source().sha256()).orElse(""),
            state.loosenings().stream().map(Object::toString).toList()));
  }

  @Override
  public void confirmPolicy(String sha256) {
    boolean confirmed;
    try {
      confirmed = policy.confirm(sha256);
    } catch (PolicyException e) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID,
          "that policy cannot come into force, and waits on: " + e.getMessage(),
          e);
    }
    if (!confirmed) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID,
          "no policy of that digest waits; look again: chaperone policy status");
    }
  }

  private static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (UnknownHoldException e) {
      throw new ConsoleException(
          ConsoleException.Code.NOT_FOUND, String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new ConsoleException(ConsoleException.Code.INVALID, String.valueOf(e.getMessage()), e);
    } catch (Refusal e) {
      throw new ConsoleException(ConsoleException.Code.INVALID, e.error().message(), e);
    } catch (RecordingException e) {
      throw new ConsoleException(
          ConsoleException.Code.STORE,
          "whether that was recorded is not known; look at the hold again. " + e.getMessage(),
          e);
    }
  }
}
