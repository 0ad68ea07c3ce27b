package dev.chaperone.ui.model.testing;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.HeldRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Held requests and grants in memory: added, decided here or elsewhere, expired; for any thread.
 */
public final class FakeHolds {
  private static final Decider OPERATOR = new Decider("operator", Decider.How.UNPROTECTED);

  private final Clock clock;
  private final Map<String, SampleHold> holds = new LinkedHashMap<>();
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final List<HoldDecision> decisions = new ArrayList<>();
  private final List<GrantSummary> grants = new ArrayList<>();
  private String failure = "";
  private int listed;

  private record Step(String state, Decider by, Instant at, String detail, String cause) {}

  public FakeHolds(Clock clock) {
    this.clock = clock;
  }

  public synchronized void add(SampleHold hold) {
    holds.put(hold.id(), hold);
    steps.put(hold.id(), new Step("PENDING", Decider.gateway(), hold.created(), "", "held"));
  }

  public synchronized void expire(String id) {
    step(id, "EXPIRED", Decider.gateway(), clock.instant(), "nobody decided in time");
  }

  /** As another console, the agent or the gateway did it. */
  public synchronized void step(String id, String state, Decider by, Instant at, String detail) {
    steps.put(id, new Step(state, by, at, detail, ""));
  }

  public synchronized void grant(GrantSummary grant) {
    grants.addFirst(grant);
  }

  /** What a question about holds fails with from now on; {@code ""} for nothing. */
  public synchronized void fail(String message) {
    failure = message;
  }

  /** What was decided, in order. */
  public synchronized List<HoldDecision> decisions() {
    return List.copyOf(decisions);
  }

  /** How often the list was asked for. */
  public synchronized int listed() {
    return listed;
  }

  private void check() {
    if (!failure.isEmpty()) {
      throw new ConsoleException(ConsoleException.Code.INVALID, failure);
    }
  }

  public synchronized List<HoldSummary> list(int limit) {
    check();
    listed++;
    return new ArrayList<>(holds.values())
        .reversed().stream().limit(limit).map(this::summary).toList();
  }

  public synchronized Optional<HeldRequest> request(String id) {
    check();
    return Optional.ofNullable(holds.get(id)).map(SampleHold::request);
  }

  public synchronized List<GrantSummary> grants(int limit) {
    return grants.stream().limit(limit).toList();
  }

  public synchronized void revokeGrant(String id) {
    if (grants.stream().noneMatch(g -> g.id().equals(id))) {
      throw new ConsoleException(ConsoleException.Code.NOT_FOUND, "There is no grant " + id + ".");
    }
    grants.replaceAll(g -> g.id().equals(id) ? revoked(g) : g);
  }

  private static GrantSummary revoked(GrantSummary g) {
    return new GrantSummary(
        g.id(),
        g.owner(),
        g.fingerprint(),
        g.tables(),
        g.maximumBytes(),
        g.count(),
        g.left(),
        g.created(),
        g.expires(),
        true,
        g.hold(),
        g.by(),
        g.reason());
  }

  public synchronized HoldAnswer decide(HoldDecision decision) {
    check();
    SampleHold hold = holds.get(decision.id());
    if (hold == null) {
      throw new ConsoleException(
          ConsoleException.Code.NOT_FOUND, "There is no held request " + decision.id() + ".");
    }
    Step before = stepOf(decision.id());
    if (!before.state().equals("PENDING")) {
      return new HoldAnswer(
          false,
          decision.id(),
          before.state(),
          "It is " + before.state() + " by " + before.by().identity() + ": " + before.detail());
    }
    decisions.add(decision);
    String now =
        switch (decision) {
          case HoldDecision.Approve d -> "APPROVED";
          case HoldDecision.ApproveLike d -> "APPROVED";
          case HoldDecision.EditAndApprove d -> "EDITED";
          case HoldDecision.Deny d -> "DENIED";
        };
    step(decision.id(), now, OPERATOR, clock.instant(), decision.reason());
    if (decision instanceof HoldDecision.ApproveLike like) {
      grants.addFirst(granted(hold, like));
    }
    return new HoldAnswer(true, decision.id(), now, "done");
  }

  private GrantSummary granted(SampleHold hold, HoldDecision.ApproveLike like) {
    return new GrantSummary(
        "grant_" + hold.id(),
        hold.request().owner(),
        hold.shape(),
        hold.tables(),
        like.maximumBytes(),
        like.count(),
        like.count(),
        clock.instant(),
        clock.instant().plus(like.lifetime()),
        false,
        hold.id(),
        OPERATOR,
        like.reason());
  }

  private Step stepOf(String id) {
    return Optional.ofNullable(steps.get(id))
        .orElseThrow(() -> new IllegalStateException("no step of " + id));
  }

  private HoldSummary summary(SampleHold hold) {
    HeldRequest request = hold.request();
    Step step = stepOf(hold.id());
    return new HoldSummary(
        hold.id(),
        step.state(),
        request.kind(),
        request.agentSession(),
        "",
        request.owner(),
        request.apiMethod(),
        request.httpMethod(),
        request.path(),
        request.sql(),
        request.statementKinds(),
        request.job(),
        request.rule(),
        request.reason(),
        request.envelope().bytes(),
        -1,
        hold.created(),
        hold.expires(),
        step.at(),
        step.by(),
        step.detail(),
        step.cause(),
        "",
        "");
  }
}
