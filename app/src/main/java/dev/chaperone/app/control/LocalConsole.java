package dev.chaperone.app.control;

import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.console.PolicyStatus;
import dev.chaperone.console.ReviewerDesk;
import dev.chaperone.console.ReviewerStatus;
import dev.chaperone.console.SealedOriginal;
import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.VerificationReport;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The console in the process that owns the data folder. Closing it ends its operator session, and
 * closes nothing else it was given.
 */
public final class LocalConsole implements Console {
  private final Recordings recordings;
  private final AgentDesk desk;
  private final ApprovalDesk approvals;
  private final Supplier<ConsoleStatus> status;
  private final OperatorSeat seat;
  private final ReviewerDesk reviewers;

  public LocalConsole(
      Recordings recordings,
      AgentDesk desk,
      ApprovalDesk approvals,
      Supplier<ConsoleStatus> status,
      OperatorSeat seat,
      ReviewerDesk reviewers) {
    this.recordings = recordings;
    this.desk = desk;
    this.approvals = approvals;
    this.status = status;
    this.seat = seat;
    this.reviewers = reviewers;
  }

  /** Where no reviewer's key can be chosen. */
  public LocalConsole(
      Recordings recordings,
      AgentDesk desk,
      ApprovalDesk approvals,
      Supplier<ConsoleStatus> status,
      OperatorSeat seat) {
    this(recordings, desk, approvals, status, seat, ReviewerDesk.none());
  }

  /** Where nothing tells operators from others. */
  public LocalConsole(
      Recordings recordings,
      AgentDesk desk,
      ApprovalDesk approvals,
      Supplier<ConsoleStatus> status) {
    this(recordings, desk, approvals, status, OperatorSeat.unprotected("operator"));
  }

  @Override
  public ConsoleStatus status() {
    return told(status);
  }

  @Override
  public List<SessionSummary> sessions(int limit) {
    return told(() -> recordings.sessions(positive(limit, "limit")));
  }

  @Override
  public Optional<SessionSummary> session(SessionId id) {
    return told(() -> recordings.session(id));
  }

  @Override
  public List<ExchangeSummary> exchanges(SessionId session, int offset, int limit) {
    if (offset < 0) {
      throw new ConsoleException(ConsoleException.Code.INVALID, "offset must not be negative");
    }
    return told(() -> recordings.exchanges(session, offset, positive(limit, "limit")));
  }

  @Override
  public void frames(SessionId session, long fromSessionSequence, Consumer<Frame> consumer) {
    told(
        () -> {
          recordings.frames(
              session,
              Math.max(1, fromSessionSequence),
              frame -> consumer.accept(SealedFrames.closed(frame)));
          return true;
        });
  }

  @Override
  public void frameHeads(
      SessionId session, long fromSessionSequence, Consumer<FrameHead> consumer) {
    told(
        () -> {
          recordings.frameHeads(session, Math.max(1, fromSessionSequence), consumer);
          return true;
        });
  }

  @Override
  public FrameFeed feed(long fromSequence) {
    return new Feed(told(() -> recordings.feed(Math.max(1, fromSequence))));
  }

  @Override
  public List<AgentRecord> agents() {
    return told(recordings::agents);
  }

  @Override
  public IssuedAgent createAgent(NewAgent agent) {
    return told(
        () -> {
          seat.onRecord("create-agent", agent.name());
          return desk.create(agent);
        });
  }

  @Override
  public IssuedAgent agent(String name) {
    return told(() -> desk.tokenOf(name));
  }

  @Override
  public void revokeAgent(String name) {
    told(
        () -> {
          seat.onRecord("revoke-agent", name);
          desk.revoke(name);
          return true;
        });
  }

  @Override
  public List<HoldSummary> holds(int limit) {
    return told(() -> recordings.approvals().holds(positive(limit, "limit")));
  }

  @Override
  public Optional<HeldRequest> heldRequest(String hold) {
    return told(
        () -> {
          List<HeldRequest> found = new ArrayList<>();
          recordings.approvals().framesOf(hold, frame -> requestIn(frame).ifPresent(found::add));
          return found.stream().findFirst();
        });
  }

  private static Optional<HeldRequest> requestIn(Frame frame) {
    return frame
        .body()
        .flatMap(body -> body instanceof FrameBody.Hold hold ? hold.request() : Optional.empty());
  }

  @Override
  public HoldAnswer decide(HoldDecision decision) {
    return told(() -> approvals.by(seat.decider()).decide(decision));
  }

  @Override
  public List<GrantSummary> grants(int limit) {
    return told(() -> recordings.approvals().grants(positive(limit, "limit")));
  }

  @Override
  public void revokeGrant(String id, String reason) {
    told(
        () -> {
          approvals.by(seat.decider()).revokeGrant(id, reason);
          return true;
        });
  }

  @Override
  public Optional<PolicyStatus> policy() {
    return told(approvals::policy);
  }

  @Override
  public void confirmPolicy(String sha256) {
    told(
        () -> {
          approvals.by(seat.onRecord("confirm-policy", sha256)).confirmPolicy(sha256);
          return true;
        });
  }

  @Override
  public TagOverview tags() {
    return told(approvals::tags);
  }

  @Override
  public void revokeTags(String table, long upTo, String reason) {
    if (reason.isBlank()) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID, "say why the tags are taken back; it is recorded");
    }
    told(
        () -> {
          approvals.by(seat.decider()).revokeTags(table, upTo, reason);
          return true;
        });
  }

  @Override
  public OperatorStatus operator() {
    return told(seat::status);
  }

  @Override
  public OperatorStatus unlock(OperatorProof proof) {
    return told(() -> seat.unlock(proof));
  }

  @Override
  public void lock() {
    seat.lock();
  }

  @Override
  public void changePassphrase(char[] before, char[] after) {
    told(
        () -> {
          seat.changePassphrase(before, after);
          return true;
        });
  }

  @Override
  public ReviewerStatus reviewers() {
    return told(reviewers::status);
  }

  @Override
  public ReviewerStatus useReviewerKey(String publicKey, String name) {
    return told(
        () -> {
          seat.onRecord("use-reviewer-key", publicKey + " " + name);
          reviewers.use(publicKey, name);
          return reviewers.status();
        });
  }

  @Override
  public ReviewerStatus removeReviewerKey() {
    return told(
        () -> {
          seat.onRecord("remove-reviewer-key", reviewers.status().keyId());
          reviewers.remove();
          return reviewers.status();
        });
  }

  @Override
  public SealedOriginal openSealed(SessionId session, ExchangeId exchange) {
    return told(
        () -> {
          SealedRun run = SealedRun.find(recordings, session, exchange);
          // Who opens it is on record before anybody gets a byte of it; else this throws.
          seat.onRecord(
              "open-sealed",
              "session "
                  + session.value()
                  + " request "
                  + exchange.value()
                  + " key "
                  + run.keyId());
          return new ToldOriginal(run);
        });
  }

  private record ToldOriginal(SealedOriginal source) implements SealedOriginal {
    @Override
    public String keyId() {
      return source.keyId();
    }

    @Override
    public List<FrameBody.Sealed> next() {
      return told(source::next);
    }

    @Override
    public void close() {
      source.close();
    }
  }

  @Override
  public VerificationReport verify() {
    return told(recordings::verify);
  }

  @Override
  public void close() {
    seat.close();
  }

  private static int positive(int number, String what) {
    if (number < 1) {
      throw new ConsoleException(ConsoleException.Code.INVALID, what + " must be at least 1");
    }
    return number;
  }

  /** The store's failures in the console's terms. */
  private static <T> T told(Supplier<T> question) {
    try {
      return question.get();
    } catch (RecordingException e) {
      throw translated(e);
    }
  }

  private static ConsoleException translated(RecordingException e) {
    ConsoleException.Code code =
        switch (e.code()) {
          case CLOSED -> ConsoleException.Code.GONE;
          case IN_USE -> ConsoleException.Code.IN_USE;
          case STORE_FULL, STORE_NOT_WRITABLE, STORE_FAILED, DAMAGED -> ConsoleException.Code.STORE;
        };
    return new ConsoleException(code, String.valueOf(e.getMessage()), e);
  }

  private record Feed(FrameFeed source) implements FrameFeed {
    @Override
    public List<Frame> next(int max, Duration timeout) throws InterruptedException {
      try {
        return source.next(max, timeout).stream().map(SealedFrames::closed).toList();
      } catch (RecordingException e) {
        throw translated(e);
      }
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
