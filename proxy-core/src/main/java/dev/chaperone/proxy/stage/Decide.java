package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.jobs.JobGuard;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.Identity;

/**
 * Says what becomes of the request. Ownership of jobs is enforced; beyond it the gateway observes:
 * everything is allowed and marked so, until there is a policy.
 */
public final class Decide implements Stage {
  private final JobGuard guard;
  private final ParentLookup parents;
  private final boolean operatorUnprotected;

  public Decide(JobGuard guard, ParentLookup parents, boolean operatorUnprotected) {
    this.guard = guard;
    this.parents = parents;
    this.operatorUnprotected = operatorUnprotected;
  }

  @Override
  public void apply(Exchange exchange) {
    if (exchange.recognition() instanceof Recognition.BigQueryCall call) {
      try {
        checkOwnership(exchange, call);
      } catch (Refusal refused) {
        decide(exchange, "deny", "enforce", "ownership", refused.error().message());
        throw refused;
      }
    }
    decide(exchange, "allow", "observe", "", "");
  }

  private void checkOwnership(Exchange exchange, Recognition.BigQueryCall call) {
    Identity caller = exchange.principal().identity();
    String location = guard.check(call, caller, key -> parents.parentOf(exchange, key));
    if (!location.isEmpty() && !call.query().has("location")) {
      exchange.recognised(call.withQuery(call.query().with("location", location)));
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

  private void decide(Exchange exchange, String outcome, String mode, String rule, String reason) {
    FrameBody.Decision decision =
        new FrameBody.Decision(outcome, mode, rule, reason, operatorUnprotected);
    exchange.recorder().append(decision);
    exchange.decided(decision);
  }
}
