package dev.chaperone.ui.testing;

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
import dev.chaperone.ui.model.testing.FakeHolds;
import dev.chaperone.ui.model.testing.FakeTags;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A console over sample sessions in memory. */
public final class FakeConsole implements Console {
  public OperatorSeat seat = OperatorSeat.unprotected("ada");
  private final List<SampleSession> sessions = new CopyOnWriteArrayList<>();
  private final List<AgentRecord> agents = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Frame> live = new LinkedBlockingQueue<>();
  public final FakeHolds holds;
  public final FakeTags tags = new FakeTags();
  public volatile Optional<PolicyStatus> policy = Optional.empty();
  private final Clock clock;

  public FakeConsole(Clock clock, List<SampleSession> samples) {
    this.clock = clock;
    this.holds = new FakeHolds(clock);
    sessions.addAll(samples);
  }

  /** Frames that arrive from now on. */
  public void arrive(List<Frame> frames) {
    live.addAll(frames);
  }

  @Override
  public ConsoleStatus status() {
    return new ConsoleStatus(
        4242,
        Path.of("/home/ada/.local/share/chaperone"),
        clock.instant(),
        Optional.of(
            new GatewayStatus(
                "127.0.0.1:8080",
                "127.0.0.1:8443",
                Path.of("ca.pem"),
                Path.of("ca.p12"),
                "https://bigquery.googleapis.com",
                "adc")),
        "",
        StoreHealth.GOOD,
        lastSequence(),
        true);
  }

  private long lastSequence() {
    return sessions.stream()
        .flatMap(s -> s.frames().stream())
        .mapToLong(f -> f.header().sequence())
        .max()
        .orElse(0);
  }

  @Override
  public List<SessionSummary> sessions(int limit) {
    return sessions.stream().map(SampleSession::summary).limit(limit).toList();
  }

  @Override
  public Optional<SessionSummary> session(SessionId id) {
    return sessions.stream().filter(s -> s.id().equals(id)).map(SampleSession::summary).findFirst();
  }

  @Override
  public List<ExchangeSummary> exchanges(SessionId session, int offset, int limit) {
    return List.of();
  }

  @Override
  public void frames(SessionId session, long from, Consumer<Frame> consumer) {
    for (SampleSession sample : sessions) {
      if (sample.id().equals(session)) {
        sample.frames().stream()
            .filter(f -> f.header().sessionSequence() >= from)
            .forEach(consumer);
      }
    }
  }

  @Override
  public FrameFeed feed(long fromSequence) {
    return new FrameFeed() {
      @Override
      public List<Frame> next(int max, Duration timeout) throws InterruptedException {
        Frame frame = live.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return frame == null ? List.of() : List.of(frame);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public List<AgentRecord> agents() {
    return List.copyOf(agents);
  }

  @Override
  public IssuedAgent createAgent(NewAgent agent) {
    seat.onRecord("create-agent", agent.name());
    if (agents.stream().anyMatch(a -> a.name().equals(agent.name()))) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID, "There is an agent of this name; choose another name.");
    }
    agents.add(
        new AgentRecord(
            agent.name(),
            agent.groups(),
            agent.model(),
            agent.purpose(),
            clock.instant(),
            clock.instant().plus(Duration.ofDays(30)),
            false,
            1));
    return agent(agent.name());
  }

  @Override
  public IssuedAgent agent(String name) {
    return new IssuedAgent(
        name, Path.of("/home/ada/.local/share/chaperone/agents/" + name + ".token"));
  }

  @Override
  public void revokeAgent(String name) {
    agents.replaceAll(
        a ->
            a.name().equals(name)
                ? new AgentRecord(
                    a.name(),
                    a.groups(),
                    a.model(),
                    a.purpose(),
                    a.created(),
                    a.expires(),
                    true,
                    a.generation() + 1)
                : a);
  }

  @Override
  public List<HoldSummary> holds(int limit) {
    return holds.list(limit);
  }

  @Override
  public Optional<HeldRequest> heldRequest(String hold) {
    return holds.request(hold);
  }

  @Override
  public HoldAnswer decide(HoldDecision decision) {
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
    throw new ConsoleException(ConsoleException.Code.INVALID, "not in this fake");
  }

  @Override
  public void close() {}
}
