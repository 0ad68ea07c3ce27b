package dev.chaperone.proxy.leak;

import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.gateway.Oversight;
import dev.chaperone.proxy.gateway.RunningGateway;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A gateway under one policy before a {@link LeakWarehouse}, with two agents and an operator. */
final class LeakGateway implements AutoCloseable {
  private static final long CAP = 1L << 40;

  final LeakWarehouse warehouse;
  final List<Delivered> received = new ArrayList<>();
  final Agent agent;
  final Agent other;
  private final RunningGateway running;

  LeakGateway(Path data, String policy, NativeAnalysis analysis, LeakWarehouse warehouse)
      throws IOException {
    this.warehouse = warehouse;
    running =
        new RunningGateway(
            data,
            warehouse,
            new Oversight(
                PolicyStore.fixed(Policies.load(policy), Clock.systemUTC()), analysis));
    agent = new Agent(running.client, running.uri(""), running.token(), received);
    other = new Agent(running.client, running.uri(""), running.agent("other"), received);
  }

  /** What waits for the operator; at most one request does at a time. */
  Optional<Hold> waiting() {
    return HoldBook.open(
            running.recordings.approvals(),
            running.recordings.recorder(),
            Clock.systemUTC(),
            () -> "hold_unused")
        .all()
        .stream()
        .filter(h -> h.state() == HoldState.PENDING)
        .findFirst();
  }

  void approve(Hold hold) {
    HoldAnswer answer =
        running.gateway.approvals().decide(new HoldDecision.Approve(hold.id(), "ok", CAP));
    if (!answer.applied()) {
      throw new IllegalStateException("not approved: " + answer.told());
    }
  }

  void deny(Hold hold) {
    running.gateway.approvals().decide(new HoldDecision.Deny(hold.id(), "not today"));
  }

  @Override
  public void close() {
    running.close();
  }
}
