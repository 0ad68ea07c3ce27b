package dev.chaperone.app.control;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.HeadFeed;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.console.OperatorProof;
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
import dev.chaperone.recordings.VerificationReport;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The console of another process; a connection for itself, one for each feed. */
public final class RemoteConsole implements Console {
  private static final int FIRST_FRAMES = 16;
  private static final int MOST_FRAMES = 512;
  private static final int FIRST_HEADS = 256;
  private static final int MOST_HEADS = 2_048;

  private final Road road;

  RemoteConsole(Road road) {
    this.road = road;
  }

  /**
   * Over a control socket; throws {@code GONE} if nobody listens there, {@code IN_USE} if nobody
   * answers.
   */
  public static RemoteConsole attach(Path socket) {
    return new RemoteConsole(new SocketRoad(socket));
  }

  @Override
  public ConsoleStatus status() {
    return road.main().one(new Request.Status(), ConsoleStatus.class);
  }

  @Override
  public List<SessionSummary> sessions(int limit) {
    return road.main().list(new Request.Sessions(limit), SessionSummary.class);
  }

  @Override
  public Optional<SessionSummary> session(SessionId id) {
    return road.main().list(new Request.Session(id.value()), SessionSummary.class).stream()
        .findFirst();
  }

  @Override
  public List<ExchangeSummary> exchanges(SessionId session, int offset, int limit) {
    return road.main()
        .list(new Request.Exchanges(session.value(), offset, limit), ExchangeSummary.class);
  }

  @Override
  public void frames(SessionId session, long fromSessionSequence, Consumer<Frame> consumer) {
    AtomicLong next = new AtomicLong(Math.max(1, fromSessionSequence));
    boolean more = true;
    // Many readers want only a few frames, so the runs begin small.
    for (int most = FIRST_FRAMES; more; most = Math.min(most * 4, MOST_FRAMES)) {
      // A whole run first: the consumer may itself ask this console something.
      List<Frame> run = new ArrayList<>();
      road.main().ask(new Request.Frames(session.value(), next.get(), most), Frame.class, run::add);
      for (Frame frame : run) {
        next.set(frame.header().sessionSequence() + 1);
        consumer.accept(frame);
      }
      more = !run.isEmpty();
    }
  }

  @Override
  public void frameHeads(
      SessionId session, long fromSessionSequence, Consumer<FrameHead> consumer) {
    AtomicLong next = new AtomicLong(Math.max(1, fromSessionSequence));
    boolean more = true;
    for (int most = FIRST_HEADS; more; most = MOST_HEADS) {
      List<FrameHead> run = new ArrayList<>();
      road.main()
          .ask(
              new Request.Heads(session.value(), next.get(), most),
              FrameHead[].class,
              heads -> run.addAll(List.of(heads)));
      for (FrameHead head : run) {
        next.set(head.sessionSequence() + 1);
        consumer.accept(head);
      }
      more = !run.isEmpty();
    }
  }

  @Override
  public FrameFeed feed(long fromSequence) {
    return new RemoteFeed(opened(new Request.Feed(fromSequence)));
  }

  @Override
  public HeadFeed headFeed(long fromSequence) {
    ControlClient connection = opened(new Request.HeadFeed(fromSequence));
    return new HeadFeed() {
      @Override
      public List<FrameHead> next(int max, Duration timeout) {
        List<FrameHead> found = new ArrayList<>();
        connection.ask(
            new Request.Next(max, timeout.toMillis()),
            FrameHead[].class,
            heads -> found.addAll(List.of(heads)));
        return found;
      }

      @Override
      public void close() {
        connection.close();
      }
    };
  }

  private ControlClient opened(Request feed) {
    ControlClient connection = road.another();
    try {
      connection.ask(feed, Void.class, nothing -> {});
      return connection;
    } catch (ConsoleException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public List<AgentRecord> agents() {
    return road.main().list(new Request.Agents(), AgentRecord.class);
  }

  @Override
  public IssuedAgent createAgent(NewAgent agent) {
    return road.main().one(new Request.CreateAgent(agent), IssuedAgent.class);
  }

  @Override
  public IssuedAgent agent(String name) {
    return road.main().one(new Request.Agent(name), IssuedAgent.class);
  }

  @Override
  public void revokeAgent(String name) {
    road.main().ask(new Request.RevokeAgent(name), Void.class, nothing -> {});
  }

  @Override
  public List<HoldSummary> holds(int limit) {
    return road.main().list(new Request.Holds(limit), HoldSummary.class);
  }

  @Override
  public Optional<HeldRequest> heldRequest(String hold) {
    return road.main().list(new Request.HeldRequest(hold), HeldRequest.class).stream().findFirst();
  }

  @Override
  public HoldAnswer decide(HoldDecision decision) {
    return road.main().one(new Request.Decide(decision), HoldAnswer.class);
  }

  @Override
  public List<GrantSummary> grants(int limit) {
    return road.main().list(new Request.Grants(limit), GrantSummary.class);
  }

  @Override
  public void revokeGrant(String id, String reason) {
    road.main().ask(new Request.RevokeGrant(id, reason), Void.class, nothing -> {});
  }

  @Override
  public Optional<PolicyStatus> policy() {
    return road.main().list(new Request.Policy(), PolicyStatus.class).stream().findFirst();
  }

  @Override
  public void confirmPolicy(String sha256) {
    road.main().ask(new Request.ConfirmPolicy(sha256), Void.class, nothing -> {});
  }

  @Override
  public TagOverview tags() {
    return TagPieces.together(road.main().list(new Request.Tags(), TagOverview.class));
  }

  @Override
  public void revokeTags(String table, long upTo, String reason) {
    road.main().ask(new Request.RevokeTags(table, upTo, reason), Void.class, nothing -> {});
  }

  @Override
  public OperatorStatus operator() {
    return road.closed()
        .orElseGet(() -> road.main().one(new Request.Operator(), OperatorStatus.class));
  }

  @Override
  public OperatorStatus unlock(OperatorProof proof) {
    return road.unlock(
        switch (proof) {
          case OperatorProof.Passphrase p ->
              new Request.UnlockByPassphrase(p.text(), p.idle().toSeconds());
          case OperatorProof.IdToken p ->
              new Request.UnlockByIdToken(p.token(), p.idle().toSeconds());
        });
  }

  @Override
  public void lock() {
    road.main().ask(new Request.Lock(), Void.class, nothing -> {});
  }

  @Override
  public void changePassphrase(char[] before, char[] after) {
    road.main().ask(new Request.ChangePassphrase(before, after), Void.class, nothing -> {});
  }

  @Override
  public ReviewerStatus reviewers() {
    return road.main().one(new Request.Reviewers(), ReviewerStatus.class);
  }

  @Override
  public ReviewerStatus useReviewerKey(String publicKey, String name) {
    return road.main().one(new Request.UseReviewerKey(publicKey, name), ReviewerStatus.class);
  }

  @Override
  public ReviewerStatus removeReviewerKey() {
    return road.main().one(new Request.RemoveReviewerKey(), ReviewerStatus.class);
  }

  @Override
  public SealedOriginal openSealed(SessionId session, ExchangeId exchange) {
    ControlClient connection = road.main();
    return new RemoteOriginal(
        connection,
        connection.one(
            new Request.OpenSealed(session.value(), exchange.value()), SealedOpening.class));
  }

  @Override
  public VerificationReport verify() {
    return road.main().one(new Request.Verify(), VerificationReport.class);
  }

  @Override
  public void close() {
    road.close();
  }
}
