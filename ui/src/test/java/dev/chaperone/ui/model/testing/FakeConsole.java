package dev.chaperone.ui.model.testing;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.console.PolicyStatus;
import dev.chaperone.console.ReviewerStatus;
import dev.chaperone.console.SealedOriginal;
import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.VerificationReport;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A console over frames in memory; a feed never waits. */
public final class FakeConsole implements Console {
  public OperatorSeat seat = OperatorSeat.unprotected("ada");
  private final Tape tape;
  private final Map<String, AgentRecord> agents = new LinkedHashMap<>();
  public final FakeHolds holds;
  public final FakeTags tags = new FakeTags();
  public volatile Optional<PolicyStatus> policy = Optional.empty();
  public StoreHealth health = StoreHealth.GOOD;
  public String problem = "";
  public Optional<GatewayStatus> gateway =
      Optional.of(
          new GatewayStatus(
              "127.0.0.1:8080",
              "127.0.0.1:8443",
              Path.of("ca.pem"),
              Path.of("trust.p12"),
              "http://127.0.0.1:9",
              "none"));
  public boolean unprotected;
  public boolean gone;
  public int sessionQuestions;
  public int framesRead;
  public final List<Long> feedsFrom = new ArrayList<>();

  public FakeConsole(Tape tape) {
    this(tape, new SetClock());
  }

  /**
   * @param clock by which held requests are decided
   */
  public FakeConsole(Tape tape, Clock clock) {
    this.tape = tape;

    this.holds = new FakeHolds(clock);
  }

  private void check() {
    if (gone) {
      throw new ConsoleException(ConsoleException.Code.GONE, "The gateway stopped.");
    }
  }

  @Override
  public ConsoleStatus status() {
    check();
    return new ConsoleStatus(
        7,
        Path.of("data"),
        Instant.EPOCH,
        gateway,
        problem,
        health,
        tape.frames().size(),
        unprotected);
  }

  @Override
  public List<SessionSummary> sessions(int limit) {
    check();
    sessionQuestions++;
    return tape.frames().stream()
        .map(f -> f.header().session())
        .distinct()
        .map(id -> summary(id).orElseThrow())
        .toList();
  }

  @Override
  public Optional<SessionSummary> session(SessionId id) {
    check();
    sessionQuestions++;
    return summary(id);
  }

  private Optional<SessionSummary> summary(SessionId id) {
    List<Frame> mine = tape.frames().stream().filter(f -> f.header().session().equals(id)).toList();
    if (mine.isEmpty()) {
      return Optional.empty();
    }
    String agent = "unknown";
    boolean closed = false;
    long queries = 0;
    long errors = 0;
    for (Frame frame : mine) {
      switch (frame.body().orElseThrow()) {
        case FrameBody.SessionOpened b -> agent = b.identity().agent();
        case FrameBody.SessionClosed b -> closed = true;
        case FrameBody.Received b -> queries++;
        case FrameBody.ResponseHead b when b.status() >= 400 -> errors++;
        default -> {}
      }
    }
    return Optional.of(
        new SessionSummary(
            id,
            Tape.identity(agent),
            "model-1",
            "reports",
            List.of("analysts"),
            mine.getFirst().body().orElseThrow() instanceof FrameBody.SessionOpened b
                ? b.source()
                : dev.chaperone.recordings.frame.Source.of(""),
            "bq",
            closed ? "closed" : "open",
            mine.getFirst().header().time(),
            mine.getLast().header().time(),
            mine.size(),
            queries,
            queries,
            errors,
            0,
            0,
            0,
            false));
  }

  @Override
  public List<ExchangeSummary> exchanges(SessionId session, int offset, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void frames(SessionId session, long from, Consumer<Frame> consumer) {
    check();
    for (Frame frame : List.copyOf(tape.frames())) {
      if (frame.header().session().equals(session) && frame.header().sessionSequence() >= from) {
        framesRead++;
        consumer.accept(frame);
      }
    }
  }

  @Override
  public FrameFeed feed(long fromSequence) {
    check();
    feedsFrom.add(fromSequence);
    return new FrameFeed() {
      private int next = (int) fromSequence - 1;

      @Override
      public List<Frame> next(int max, Duration timeout) {
        check();
        int to = Math.min(tape.frames().size(), next + max);
        List<Frame> found = List.copyOf(tape.frames().subList(Math.min(next, to), to));
        next = Math.max(next, to);
        return found;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public List<AgentRecord> agents() {
    check();
    return List.copyOf(agents.values());
  }

  @Override
  public IssuedAgent createAgent(NewAgent agent) {
    check();
    if (agents.containsKey(agent.name())) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID, "There is an agent " + agent.name() + " already.");
    }
    put(agent, false);
    return agent(agent.name());
  }

  private void put(NewAgent agent, boolean revoked) {
    agents.put(
        agent.name(),
        new AgentRecord(
            agent.name(),
            agent.groups(),
            agent.model(),
            agent.purpose(),
            Instant.EPOCH,
            Instant.parse("2026-03-02T00:00:00Z"),
            revoked,
            1));
  }

  @Override
  public IssuedAgent agent(String name) {
    check();
    if (!agents.containsKey(name)) {
      throw new ConsoleException(
          ConsoleException.Code.NOT_FOUND, "There is no agent " + name + ".");
    }
    return new IssuedAgent(name, Path.of(name + ".jwt"));
  }

  @Override
  public void revokeAgent(String name) {
    agent(name);
    put(NewAgent.named(name), true);
  }

  @Override
  public List<HoldSummary> holds(int limit) {
    check();
    return holds.list(limit);
  }

  @Override
  public Optional<HeldRequest> heldRequest(String hold) {
    check();
    return holds.request(hold);
  }

  @Override
  public HoldAnswer decide(HoldDecision decision) {
    check();
    return holds.decide(decision);
  }

  @Override
  public List<GrantSummary> grants(int limit) {
    return holds.grants(limit);
  }

  @Override
  public void revokeGrant(String id, String reason) {
    holds.revokeGrant(id);
  }

  @Override
  public Optional<PolicyStatus> policy() {
    return policy;
  }

  @Override
  public void confirmPolicy(String sha256) {
    PolicyStatus now = policy.orElseThrow();
    if (!now.waiting().equals(sha256)) {
      throw new ConsoleException(ConsoleException.Code.INVALID, "no policy of that digest waits");
    }
    policy =
        Optional.of(
            new PolicyStatus(
                now.source(), sha256, now.text(), now.since(), List.of(), "", List.of()));
  }

  /** What openSealed gives, in one piece. */
  public List<FrameBody.Sealed> sealed = List.of();

  /** How often an original was opened. */
  public int openings;

  @Override
  public ReviewerStatus reviewers() {
    return ReviewerStatus.NONE;
  }

  @Override
  public ReviewerStatus useReviewerKey(String publicKey, String name) {
    throw new ConsoleException(ConsoleException.Code.INVALID, "not in this test");
  }

  @Override
  public ReviewerStatus removeReviewerKey() {
    throw new ConsoleException(ConsoleException.Code.INVALID, "not in this test");
  }

  @Override
  public SealedOriginal openSealed(SessionId session, ExchangeId exchange) {
    seat.onRecord("open-sealed", exchange.value());
    openings++;
    Deque<List<FrameBody.Sealed>> left = new ArrayDeque<>(List.of(sealed));
    return new SealedOriginal() {
      @Override
      public String keyId() {
        return "rk_test";
      }

      @Override
      public List<FrameBody.Sealed> next() {
        return left.isEmpty() ? List.of() : left.removeFirst();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public TagOverview tags() {
    check();
    return tags.overview();
  }

  @Override
  public void revokeTags(String table, long upTo, String reason) {
    seat.decider();
    tags.revoke(table, upTo, reason);
  }

  @Override
  public OperatorStatus operator() {
    return seat.status();
  }

  @Override
  public OperatorStatus unlock(OperatorProof proof) {
    return seat.unlock(proof);
  }

  @Override
  public void lock() {
    seat.lock();
  }

  @Override
  public void changePassphrase(char[] before, char[] after) {
    seat.changePassphrase(before, after);
  }

  @Override
  public VerificationReport verify() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
