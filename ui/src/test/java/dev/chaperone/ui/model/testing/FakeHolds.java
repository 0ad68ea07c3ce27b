package dev.chaperone.ui.model.testing;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.HeldRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Held requests in memory, which can be added, decided and expired; for any thread. */
public final class FakeHolds {
  private final Map<String, SampleHold> holds = new LinkedHashMap<>();
  private final Map<String, String> states = new LinkedHashMap<>();
  private final List<HoldDecision> decisions = new ArrayList<>();
  private String failure = "";

  public synchronized void add(SampleHold hold) {
    holds.put(hold.id(), hold);
    states.put(hold.id(), "pending");
  }

  public synchronized void expire(String id) {
    states.put(id, "expired");
  }

  /** What a question about holds fails with from now on; {@code ""} for nothing. */
  public synchronized void fail(String message) {
    failure = message;
  }

  /** What was decided, in order. */
  public synchronized List<HoldDecision> decisions() {
    return List.copyOf(decisions);
  }

  private void check() {
    if (!failure.isEmpty()) {
      throw new ConsoleException(ConsoleException.Code.INVALID, failure);
    }
  }

  public synchronized List<HoldSummary> list(int limit) {
    check();
    return new ArrayList<>(holds.values())
        .reversed().stream().limit(limit).map(this::summary).toList();
  }

  public synchronized Optional<HeldRequest> request(String id) {
    check();
    return Optional.ofNullable(holds.get(id)).map(SampleHold::request);
  }

  public synchronized HoldAnswer decide(HoldDecision decision) {
    check();
    if (!holds.containsKey(decision.id())) {
      throw new ConsoleException(
          ConsoleException.Code.NOT_FOUND, "There is no held request " + decision.id() + ".");
    }
    String before = states.getOrDefault(decision.id(), "");
    if (!before.equals("pending")) {
      return new HoldAnswer(false, decision.id(), before, "It is " + before + " already.");
    }
    decisions.add(decision);
    String now =
        switch (decision) {
          case HoldDecision.Approve d -> "approved";
          case HoldDecision.ApproveLike d -> "approved";
          case HoldDecision.EditAndApprove d -> "edited";
          case HoldDecision.Deny d -> "denied";
        };
    states.put(decision.id(), now);
    return new HoldAnswer(
        true, decision.id(), now, "The request of " + agent(decision.id()) + " is " + now + ".");
  }

  private String agent(String id) {
    return Optional.ofNullable(holds.get(id)).map(SampleHold::agent).orElse("");
  }

  private HoldSummary summary(SampleHold hold) {
    HeldRequest request = hold.request();
    return new HoldSummary(
        hold.id(),
        states.getOrDefault(hold.id(), ""),
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
        hold.created(),
        Decider.NOT_TOLD,
        "",
        "",
        "",
        "");
  }
}
