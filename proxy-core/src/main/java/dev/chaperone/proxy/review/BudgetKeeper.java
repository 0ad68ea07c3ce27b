package dev.chaperone.proxy.review;

import dev.chaperone.proxy.approval.hold.AgentFrames;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldCommand;
import dev.chaperone.proxy.policy.budget.Amounts;
import dev.chaperone.proxy.policy.budget.InMemoryBudgetLedger;
import dev.chaperone.proxy.policy.budget.Share;
import dev.chaperone.proxy.policy.decide.BudgetGate;
import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.proxy.policy.decide.Finding;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Budget;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.recordings.PolicyRecords;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.BudgetChange;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts every change of the budgets on record, and what is on record back at start. A reservation is
 * recorded before its request goes upstream; one whose end is not on record counts as used in full.
 */
public final class BudgetKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(BudgetKeeper.class);

  private final InMemoryBudgetLedger ledger;
  private final BudgetGate gate;
  private final Recorder recorder;
  private final AgentFrames frames;
  private final Clock clock;

  /** Reserved before this start: their requests are gone. */
  private final Set<String> left = ConcurrentHashMap.newKeySet();

  private BudgetKeeper(InMemoryBudgetLedger ledger, Recorder recorder, Clock clock) {
    this.ledger = ledger;
    this.gate = new BudgetGate(ledger);
    this.recorder = recorder;
    this.frames = new AgentFrames(recorder);
    this.clock = clock;
  }

  /** Reads what stands in the recordings, as far back as the policy's budgets look. */
  public static BudgetKeeper open(
      PolicyRecords records, Recorder recorder, Policy policy, Clock clock) {
    InMemoryBudgetLedger ledger = new InMemoryBudgetLedger(clock);
    BudgetKeeper keeper = new BudgetKeeper(ledger, recorder, clock);
    Instant now = clock.instant();
    Duration longest =
        policy.budgets().stream()
            .map(Budget::window)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    records.spent(
        now,
        now.minus(longest),
        spent -> ledger.restoreSpent(BudgetShares.read(spent.share()), spent.last()));
    for (BudgetChange open : records.reserved()) {
      ledger.restoreReserved(open.id(), open.shares().stream().map(BudgetShares::read).toList());
      keeper.left.add(open.id());
    }
    return keeper;
  }

  /**
   * Puts a fresh decision through the budgets.
   *
   * @param id of the exchange
   * @param record takes the frame; it has to be durable before the request goes upstream
   * @throws RecordingException if it cannot be recorded: nothing is reserved then
   */
  Decision admit(
      String id,
      Policy policy,
      PolicyInputs inputs,
      Decision decision,
      Consumer<FrameBody> record) {
    Decision admitted = gate.admit(id, policy, inputs, decision);
    reserved(id, record);
    return admitted;
  }

  /** What the budgets would say to a decision now; nothing is reserved. */
  Decision look(Policy policy, PolicyInputs inputs, Decision decision) {
    return gate.look(policy, inputs, decision);
  }

  /**
   * Reserves for what a person approved.
   *
   * @return budgets that deny and that it does not fit into; empty if it may run
   * @throws RecordingException if it cannot be recorded: nothing is reserved then
   */
  List<Finding> approve(String id, Policy policy, PolicyInputs inputs, Consumer<FrameBody> record) {
    if (!ledger.reserved(id).isEmpty()) {
      return List.of();
    }
    List<Finding> spent = gate.approve(id, policy, inputs);
    reserved(id, record);
    return spent;
  }

  private void reserved(String id, Consumer<FrameBody> record) {
    List<Share> shares = ledger.reserved(id);
    if (shares.isEmpty()) {
      return;
    }
    boolean recorded = false;
    try {
      record.accept(change(id, BudgetChange.RESERVED, shares));
      recorded = true;
    } finally {
      if (!recorded) {
        ledger.release(id);
      }
    }
  }

  /** What ran, or may have, has used this; a measure not told counts as reserved. */
  void settle(String id, Amounts used, Consumer<FrameBody> record) {
    ledger
        .settle(id, used)
        .ifPresent(shares -> told(record, change(id, BudgetChange.SETTLED, shares)));
  }

  /** It did not run. */
  void release(String id, Consumer<FrameBody> record) {
    if (ledger.release(id)) {
      told(record, change(id, BudgetChange.RELEASED, List.of()));
    }
  }

  /** Unrecorded it is only stricter than need be: the next start counts all that was reserved. */
  private static void told(Consumer<FrameBody> record, FrameBody change) {
    try {
      record.accept(change);
    } catch (RecordingException e) {
      LOG.warn("What a request used of its budgets could not be recorded: {}", e.getMessage());
    }
  }

  private FrameBody change(String id, String change, List<Share> shares) {
    return new BudgetChange(
            id, change, shares.stream().map(BudgetShares::written).toList(), clock.instant())
        .note();
  }

  /**
   * Ends the reservations of holds that are over, and of requests that a stop of the gateway cut
   * off: those count in full, since nobody knows how far they came.
   *
   * @param holds finds a hold by its id
   */
  public void sweep(Function<String, Optional<Hold>> holds) {
    for (String id : ledger.open()) {
      Optional<Hold> hold = holds.apply(id);
      if (hold.isPresent()) {
        sweep(hold.get());
      } else if (left.contains(id)) {
        settle(id, Amounts.NONE, body -> recorder.record(FrameDraft.system(body)));
      }
      left.retainAll(ledger.open());
    }
  }

  private void sweep(Hold hold) {
    Consumer<FrameBody> record = body -> frames.record(body, hold.request(), Optional.empty());
    switch (hold.state()) {
      case PENDING, APPROVED, SUBMITTING -> {}
      case DONE -> {
        if (hold.step().cause().equals(HoldCommand.Finish.FAILED)) {
          release(hold.id(), record);
        } else {
          settle(hold.id(), Amounts.NONE, record);
        }
      }
      case EDITED, DENIED, EXPIRED, WITHDRAWN -> release(hold.id(), record);
    }
  }
}
