package dev.chaperone.proxy.leak;

import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.gateway.Oversight;
import dev.chaperone.proxy.gateway.RunningGateway;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway under one policy before a {@link LeakWarehouse}, with two agents and an operator. */
final class LeakGateway implements AutoCloseable {
  private static final long CAP = 1L << 40;

  final LeakWarehouse warehouse;
  final List<Delivered> received = new ArrayList<>();
  final Agent agent;
  final Agent other;
  private final RunningGateway running;
  private final Map<String, String> pending = new LinkedHashMap<>();
  private int read;

  LeakGateway(Path data, String policy, NativeAnalysis analysis, LeakWarehouse warehouse)
      throws IOException {
    this.warehouse = warehouse;
    running =
        new RunningGateway(
            data,
            warehouse,
            new Oversight(PolicyStore.fixed(Policies.load(policy), Clock.systemUTC()), analysis));
    agent = new Agent(running.client, running.uri(""), running.token(), received);
    other = new Agent(running.client, running.uri(""), running.agent("other"), received);
  }

  /** The id of what waits for the operator, by the frames; at most one request does at a time. */
  Optional<String> waiting() {
    List<Frame> frames = running.recordings.frames();
    for (Frame frame : frames.subList(read, frames.size())) {
      if (frame.body().orElseThrow() instanceof FrameBody.Hold hold) {
        if (hold.state().equals("PENDING")) {
          pending.put(hold.holdId(), hold.detail());
        } else {
          pending.remove(hold.holdId());
        }
      }
    }
    read = frames.size();
    return pending.keySet().stream().findFirst();
  }

  /** Why it waits. */
  String reason(String hold) {
    return pending.getOrDefault(hold, "");
  }

  void approve(String hold) {
    HoldAnswer answer =
        running.gateway.approvals().decide(new HoldDecision.Approve(hold, "ok", CAP));
    if (!answer.applied()) {
      throw new IllegalStateException("not approved: " + answer.told());
    }
  }

  void deny(String hold) {
    running.gateway.approvals().decide(new HoldDecision.Deny(hold, "not today"));
  }

  @Override
  public void close() {
    running.close();
  }
}
