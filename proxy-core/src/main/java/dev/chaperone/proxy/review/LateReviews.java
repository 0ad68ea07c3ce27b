package dev.chaperone.proxy.review;

import dev.chaperone.proxy.approval.Approvals;
import dev.chaperone.proxy.approval.grant.Grant;
import dev.chaperone.proxy.approval.grant.GrantAsk;
import dev.chaperone.proxy.approval.hold.AgentFrames;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldCommand;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.hold.Verdict;
import dev.chaperone.proxy.approval.job.Basis;
import dev.chaperone.proxy.approval.job.HeldRequests;
import dev.chaperone.proxy.approval.job.JobResource;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.HeldRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on looking up what a request does after its agent has been told that its job is pending, and
 * then does what policy says: lets it run, denies it, or asks a person with all the numbers.
 */
public final class LateReviews {
  private static final Logger LOG = LoggerFactory.getLogger(LateReviews.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Stands where a rule's name does. No rule can have it. */
  public static final String RULE = "(looking up)";

  /** Why such a hold is approved without a person. */
  static final String ALLOWED = "policy allows it";

  public static final String REASON =
      "What it reads and costs is still being looked up. It goes on by itself if policy allows it.";

  private final Reviewer reviewer;
  private final HeldJobs jobs;
  private final Approvals approvals;
  private final BudgetKeeper budgets;
  private final AgentFrames frames;
  private final Clock clock;
  private final Executor executor;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /**
   * @param executor runs each review; its threads may block
   */
  public LateReviews(
      Reviewer reviewer,
      HeldJobs jobs,
      Approvals approvals,
      BudgetKeeper budgets,
      AgentFrames frames,
      Clock clock,
      Executor executor) {
    this.reviewer = reviewer;
    this.jobs = jobs;
    this.approvals = approvals;
    this.budgets = budgets;
    this.frames = frames;
    this.clock = clock;
    this.executor = executor;
  }

  /** What such a hold rests on until more is known. */
  public static Basis basis(Reviewed soFar, Clock clock) {
    return named(soFar.basis(clock.instant()), REASON);
  }

  /** Takes a hold on, in the background. */
  public void take(Hold hold, Asking asking) {
    begin(hold, asking);
  }

  /** Takes on what a restart or a failure left behind; of those the agent's groups are unknown. */
  public void resume() {
    for (Hold hold : approvals.openHolds()) {
      if (isLate(hold)) {
        begin(hold, jobs.asking(hold.request()));
      }
    }
  }

  /** Nobody stands for it but the policy, so it has to be allowed when it runs, too. */
  static boolean isAllowedByPolicyAlone(Hold hold) {
    return hold.request().rule().equals(RULE)
        && hold.approval()
            .map(a -> a.by().equals(Decider.gateway()) && a.reason().equals(ALLOWED))
            .orElse(false);
  }

  private static boolean isLate(Hold hold) {
    return hold.isJob() && hold.state() == HoldState.PENDING && hold.request().rule().equals(RULE);
  }

  private void begin(Hold hold, Asking asking) {
    if (underWay.add(hold.id())) {
      boolean handedOver = false;
      try {
        executor.execute(() -> run(hold, asking));
        handedOver = true;
      } finally {
        if (!handedOver) {
          underWay.remove(hold.id());
        }
      }
    }
  }

  private void run(Hold hold, Asking asking) {
    try {
      if (approvals.holds().find(hold.id()).map(LateReviews::isLate).orElse(false)) {
        Reviewed now = review(hold, asking);
        // Only what is allowed beside the budgets too goes on without a person.
        settle(hold, now.with(budgets.look(now.policy(), now.inputs(), now.decision())));
      }
    } catch (RuntimeException e) {
      // It stands where it stood, and is taken on again by the next sweep.
      LOG.warn(
          "Looking up what hold {} does failed and is tried again: {}", hold.id(), e.toString());
    } finally {
      underWay.remove(hold.id());
    }
  }

  /** Asks again while the analyser starts or is busy: each look waits for it as long as it may. */
  private Reviewed review(Hold hold, Asking asking) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Reviewed now;
    do {
      Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      now =
          reviewer.review(
              asking,
              lookup -> frames.record(lookup, hold.request(), Optional.empty()),
              false,
              left);
    } while (now.late() && System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted());
    return now;
  }

  private void settle(Hold hold, Reviewed now) {
    switch (now.decision().verdict()) {
      case DENY -> deny(hold, now.denial());
      case ALLOW -> allowed(hold, now);
      case HOLD -> {
        if (now.estimate().rejection().isPresent()) {
          deny(hold, "BigQuery cannot run it: " + now.estimate().rejection().get().message());
          return;
        }
        Optional<Grant> grant = grant(hold, now);
        if (grant.isPresent()) {
          String why = "approved alike by grant " + grant.get().id() + ": " + grant.get().reason();
          if (replace(hold, now, named(now.basis(clock.instant()), why))
              instanceof Verdict.Applied(Hold fresh)) {
            approve(fresh, why, OptionalLong.of(grant.get().maximumBytes()));
          }
        } else {
          Verdict unused = replace(hold, now, now.basis(clock.instant()));
        }
      }
    }
  }

  private void deny(Hold hold, String reason) {
    Verdict unused = approvals.deny(hold.id(), Decider.gateway(), reason);
  }

  /** What policy allows runs without a cap of Chaperone's where the bytes are not known. */
  private static OptionalLong capUnlessKnown(Reviewed now) {
    return now.bytes() < 0 ? OptionalLong.of(Long.MAX_VALUE) : OptionalLong.empty();
  }

  /** The one in its place keeps the name until it is approved: a stop in between loses nothing. */
  private void allowed(Hold hold, Reviewed now) {
    if (replace(hold, now, named(now.basis(clock.instant()), ALLOWED))
            instanceof Verdict.Applied(Hold fresh)
        && isReserved(fresh, now)) {
      approve(fresh, ALLOWED, capUnlessKnown(now));
    }
  }

  /** If others were faster, the next sweep looks again. */
  private boolean isReserved(Hold fresh, Reviewed now) {
    return budgets
            .admit(
                fresh.id(),
                now.policy(),
                now.inputs(),
                now.decision(),
                body -> frames.record(body, fresh.request(), Optional.empty()))
            .verdict()
        == dev.chaperone.proxy.policy.Verdict.ALLOW;
  }

  private void approve(Hold fresh, String why, OptionalLong cap) {
    Verdict unused = approvals.approve(fresh.id(), Decider.gateway(), why, cap);
  }

  private Verdict replace(Hold hold, Reviewed now, Basis basis) {
    HeldRequest known =
        HeldRequests.edited(hold, JobResource.parse(hold.request().resource()), basis)
            .withGrounds(now.grounds());
    return approvals
        .holds()
        .replace(
            Decider.gateway(),
            HoldCommand.Replace.BY_LOOKING_UP,
            known,
            "what it reads and costs has been looked up");
  }

  private Optional<Grant> grant(Hold hold, Reviewed now) {
    return approvals
        .grants()
        .use(
            new GrantAsk(
                hold.owner(),
                now.shapes().shape(),
                now.tableNames(),
                now.bytes() < 0 ? OptionalLong.empty() : OptionalLong.of(now.bytes())),
            hold.request().agentSession(),
            Optional.empty());
  }

  private static Basis named(Basis basis, String reason) {
    return new Basis(
        RULE,
        reason,
        basis.sqlDigest(),
        basis.fingerprint(),
        basis.statementKinds(),
        basis.tables(),
        basis.bytes(),
        basis.expires());
  }
}
