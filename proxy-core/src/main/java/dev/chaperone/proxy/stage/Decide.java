package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.jobs.JobGuard;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.proxy.review.Asking;
import dev.chaperone.proxy.review.LateReviews;
import dev.chaperone.proxy.review.PolicyGate;
import dev.chaperone.proxy.review.Reviewed;
import dev.chaperone.proxy.seal.ReviewerKeys;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.Identity;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Says what becomes of the request: ownership of jobs first, then the policy. A gateway without a
 * policy observes: everything is allowed and marked so.
 */
public final class Decide implements Stage {
  private final JobGuard guard;
  private final ParentLookup parents;
  private final BooleanSupplier operatorUnprotected;
  private final Optional<PolicyGate> policy;
  private final Optional<Protection> protection;
  private final Optional<ReviewerKeys> reviewers;

  /**
   * @param policy empty where the gateway only observes
   * @param protection likewise
   * @param reviewers whom originals are sealed for; without, what is to be sealed is refused
   */
  public Decide(
      JobGuard guard,
      ParentLookup parents,
      BooleanSupplier operatorUnprotected,
      Optional<PolicyGate> policy,
      Optional<Protection> protection,
      Optional<ReviewerKeys> reviewers) {
    this.guard = guard;
    this.parents = parents;
    this.operatorUnprotected = operatorUnprotected;
    this.policy = policy;
    this.protection = protection;
    this.reviewers = reviewers;
  }

  @Override
  public void apply(Exchange exchange) {
    if (!(exchange.recognition() instanceof Recognition.BigQueryCall call)) {
      decide(exchange, "allow", "observe", "", "", "");
      return;
    }
    boolean reviewing = policy.isPresent();
    if (!reviewing) {
      exchange.jobRequest().ifPresent(r -> exchange.recorder().append(Inspect.facts(r)));
    }
    try {
      checkOwnership(exchange, call);
    } catch (Refusal refused) {
      if (reviewing) {
        exchange.jobRequest().ifPresent(r -> exchange.recorder().append(Inspect.facts(r)));
      }
      decide(exchange, "deny", "enforce", "ownership", refused.error().message(), "");
      policy.ifPresent(gate -> gate.refused(asking(exchange)));
      throw refused;
    }
    if (reviewing) {
      review(exchange, policy.get());
    } else {
      decide(exchange, "allow", "observe", "", "", "");
    }
  }

  private void review(Exchange exchange, PolicyGate gate) {
    Asking asking = asking(exchange);
    String id = exchange.recorder().exchange().value();
    Reviewed reviewed =
        gate.review(
            id,
            asking,
            lookup -> exchange.recorder().record(lookup),
            body -> exchange.recorder().append(body));
    Decision decision = reviewed.decision();
    exchange.whenOver(
        ending ->
            gate.over(id, asking, reviewed, ending, body -> exchange.recorder().append(body)));
    exchange.jobRequest().ifPresent(r -> exchange.recorder().append(facts(exchange, reviewed)));
    if (reviewed.facts().isPresent()) {
      exchange
          .recorder()
          .append(
              new FrameBody.Estimate(
                  reviewed.estimate().bytes().toOptional().orElse(-1L),
                  reviewed.estimate().accuracy(),
                  reviewed.estimate().origin()));
    }
    exchange.reviewed(reviewed);
    String level = gate.levels().of(exchange.call(), decision).code();
    if (reviewed.late()) {
      decide(exchange, "hold", "enforce", LateReviews.RULE, LateReviews.REASON, level);
      return;
    }
    decide(
        exchange,
        decision.verdict().code(),
        "enforce",
        decision.deciding().name(),
        decision.verdict() == Verdict.ALLOW ? "" : decision.reason(),
        level);
    if (decision.verdict() == Verdict.ALLOW) {
      protection.ifPresent(p -> p.begins(exchange, reviewed));
    }
  }

  static Asking asking(Exchange exchange) {
    return new Asking(
        exchange.principal().identity(),
        Optional.of(exchange.principal().groups()),
        exchange.principal().model(),
        exchange.principal().purpose(),
        exchange.recorder().session(),
        exchange.source().address(),
        exchange.client(),
        exchange.call(),
        exchange.jobRequest());
  }

  private static FrameBody.Facts facts(Exchange exchange, Reviewed reviewed) {
    FrameBody.Facts plain = Inspect.facts(exchange.jobRequest().orElseThrow());
    if (reviewed.facts().isEmpty()) {
      return plain;
    }
    List<String> doubts =
        reviewed.facts().get().doubts().stream().map(d -> d.detail()).limit(1).toList();
    return new FrameBody.Facts(
        plain.sql(),
        plain.dryRun(),
        plain.legacySql(),
        reviewed.kinds(),
        reviewed.reads(),
        reviewed.facts().get().analyser().name().toLowerCase(java.util.Locale.ROOT)
            + (doubts.isEmpty() ? "" : ", in doubt: " + doubts.getFirst()));
  }

  private void checkOwnership(Exchange exchange, Recognition.BigQueryCall call) {
    Identity caller = exchange.principal().identity();
    if (!isOwnHeldJob(call, caller)) {
      String location = guard.check(call, caller, key -> parents.parentOf(exchange, key));
      if (!location.isEmpty() && !call.query().has("location")) {
        exchange.recognised(call.withQuery(call.query().with("location", location)));
      }
    }
    exchange
        .jobRequest()
        .ifPresent(
            request ->
                request
                    .namedTables()
                    .forEach(
                        t -> guard.checkAnonymous(t.project(), t.dataset(), t.table(), caller)));
  }

  /** Its owner is recorded with the hold, even if no answer ever told the agent of it. */
  private boolean isOwnHeldJob(Recognition.BigQueryCall call, Identity caller) {
    return policy.isPresent()
        && JobGuard.jobOf(call)
            .flatMap(key -> policy.get().holdOf(key))
            .map(hold -> hold.owner().equals(caller) && !hold.submitted())
            .orElse(false);
  }

  private void decide(
      Exchange exchange, String outcome, String mode, String rule, String reason, String level) {
    FrameBody.Decision decision =
        new FrameBody.Decision(
            outcome, mode, rule, reason, operatorUnprotected.getAsBoolean(), level);
    exchange.recorder().append(decision);
    exchange.decided(decision);
    SealedAnswer.require(exchange, decision, reviewers);
  }
}
