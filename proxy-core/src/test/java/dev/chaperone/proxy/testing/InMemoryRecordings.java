package dev.chaperone.proxy.testing;

import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.MaskingRecords;
import dev.chaperone.recordings.Ownership;
import dev.chaperone.recordings.PolicyRecords;
import dev.chaperone.recordings.Receipt;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.VerificationReport;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A recordings store that keeps frames in a list and can be told to fail or to be slow. Its queries
 * know frames, owners and agents only; what the recordings database would derive stays empty.
 */
public final class InMemoryRecordings implements Recordings, Recorder {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Clock clock;
  private final Object lock = new Object();
  private final List<Frame> durable = new ArrayList<>();
  private final Queue<Frame> waiting = new ArrayDeque<>();
  private final Map<SessionId, Long> sessionSequences = new HashMap<>();
  private long sequence;
  private boolean receiptsHeld;
  private boolean appendsBlocked;
  private boolean closed;
  private Optional<RecordingException.Code> appendFailure = Optional.empty();
  private Optional<RecordingException.Code> receiptFailure = Optional.empty();
  private Predicate<FrameBody> failing = body -> true;
  private volatile boolean databaseDown;

  public InMemoryRecordings(Clock clock) {
    this.clock = clock;
  }

  public InMemoryRecordings() {
    this(Clock.systemUTC());
  }

  /** From now on, append refuses at once, as a store does that knows it cannot write. */
  public void failAppends(RecordingException.Code code) {
    synchronized (lock) {
      appendFailure = Optional.of(code);
    }
  }

  /** From now on, append accepts but the receipts fail and the frames are lost. */
  public void failReceipts(RecordingException.Code code) {
    failReceipts(code, body -> true);
  }

  /** The same for the frames that match; others become durable. */
  public void failReceipts(RecordingException.Code code, Predicate<FrameBody> which) {
    synchronized (lock) {
      receiptFailure = Optional.of(code);
      failing = which;
    }
  }

  /** From now on, append blocks, as when the writer's queue is full. */
  public void blockAppends() {
    synchronized (lock) {
      appendsBlocked = true;
    }
  }

  /** From now on, frames are taken but not durable, and receipts wait. */
  public void holdReceipts() {
    synchronized (lock) {
      receiptsHeld = true;
    }
  }

  /** Waits until a frame of this type is held: taken, but not durable. */
  public void awaitHeld(Class<? extends FrameBody> type) throws InterruptedException {
    synchronized (lock) {
      while (waiting.stream().noneMatch(f -> type.isInstance(f.body().orElseThrow()))) {
        lock.wait();
      }
    }
  }

  /** From now on the database answers nothing, while frames are still recorded. */
  public void failDatabase() {
    databaseDown = true;
  }

  /** Ends every trouble; what was held becomes durable in its order. */
  public void recover() {
    databaseDown = false;
    synchronized (lock) {
      appendFailure = Optional.empty();
      receiptFailure = Optional.empty();
      appendsBlocked = false;
      receiptsHeld = false;
      durable.addAll(waiting);
      waiting.clear();
      lock.notifyAll();
    }
  }

  /** Every durable frame, in order. */
  public List<Frame> frames() {
    synchronized (lock) {
      return List.copyOf(durable);
    }
  }

  /** The durable bodies of one type, in order. */
  public <T extends FrameBody> List<T> bodies(Class<T> type) {
    return frames().stream()
        .flatMap(frame -> frame.body().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** The durable bodies of one exchange, in order. */
  public List<FrameBody> bodiesOf(ExchangeId exchange) {
    return frames().stream()
        .filter(frame -> frame.header().exchange().equals(Optional.of(exchange)))
        .flatMap(frame -> frame.body().stream())
        .toList();
  }

  /** Waits until this many frames of a type are durable; fails after ten seconds. */
  public <T extends FrameBody> List<T> await(Class<T> type, int count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (lock) {
      while (bodies(type).size() < count) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          throw new AssertionError(
              "only " + bodies(type).size() + " of " + count + " " + type.getSimpleName());
        }
        lock.wait(millis);
      }
      return bodies(type);
    }
  }

  @Override
  public Recorder recorder() {
    return this;
  }

  @Override
  public Receipt append(FrameDraft draft) {
    synchronized (lock) {
      while (appendsBlocked && !closed) {
        waitForChange();
      }
      if (closed) {
        throw failure(RecordingException.Code.CLOSED);
      }
      if (appendFailure.isPresent()) {
        throw failure(appendFailure.get());
      }
      if (receiptFailure.isPresent() && failing.test(draft.body())) {
        RecordingException.Code code = receiptFailure.get();
        return () -> {
          throw failure(code);
        };
      }
      Frame frame = frame(draft);
      if (receiptsHeld) {
        waiting.add(frame);
      } else {
        durable.add(frame);
      }
      lock.notifyAll();
      return () -> awaitDurable(frame);
    }
  }

  private Frame frame(FrameDraft draft) {
    long inSession = sessionSequences.merge(draft.session(), 1L, Long::sum);
    FrameHeader header =
        new FrameHeader(
            ++sequence,
            draft.session(),
            inSession,
            draft.exchange(),
            draft.job(),
            draft.body().typeCode(),
            1,
            System.nanoTime(),
            clock.instant(),
            Digest.ZERO,
            Digest.ZERO);
    return new Frame(header, Optional.of(draft.body()));
  }

  private long awaitDurable(Frame frame) {
    synchronized (lock) {
      while (waiting.contains(frame) && !closed) {
        waitForChange();
      }
      if (waiting.contains(frame)) {
        throw failure(RecordingException.Code.CLOSED);
      }
      return frame.header().sequence();
    }
  }

  private void waitForChange() {
    try {
      lock.wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RecordingException(
          RecordingException.Code.STORE_FAILED, "interrupted while waiting for the store", e);
    }
  }

  private static RecordingException failure(RecordingException.Code code) {
    return new RecordingException(code, "the test told the store to fail");
  }

  @Override
  public StoreHealth health() {
    synchronized (lock) {
      boolean failingNow = closed || appendFailure.isPresent() || receiptFailure.isPresent();
      return failingNow
          ? new StoreHealth(false, "the test told the store to fail")
          : StoreHealth.GOOD;
    }
  }

  @Override
  public FrameFeed feed(long fromSequence) {
    return new Feed(fromSequence);
  }

  @Override
  public long lastSequence() {
    synchronized (lock) {
      return durable.isEmpty() ? 0 : durable.getLast().header().sequence();
    }
  }

  @Override
  public List<SessionSummary> sessions(int limit) {
    return List.of();
  }

  @Override
  public Optional<SessionSummary> session(SessionId id) {
    return Optional.empty();
  }

  @Override
  public List<ExchangeSummary> exchanges(SessionId session, int offset, int limit) {
    return List.of();
  }

  @Override
  public Optional<ExchangeSummary> exchange(ExchangeId id) {
    return Optional.empty();
  }

  @Override
  public void frames(SessionId session, long fromSessionSequence, Consumer<Frame> consumer) {
    frames().stream()
        .filter(frame -> frame.header().session().equals(session))
        .filter(frame -> frame.header().sessionSequence() >= fromSessionSequence)
        .forEach(consumer);
  }

  @Override
  public Optional<Ownership> ownerOf(Owned owned) {
    if (databaseDown) {
      throw failure(RecordingException.Code.STORE_FAILED);
    }
    return DerivedFacts.ownerOf(frames(), owned);
  }

  @Override
  public List<AgentRecord> agents() {
    return DerivedFacts.agents(frames());
  }

  @Override
  public ApprovalRecords approvals() {
    return new FrameApprovals(this::frames);
  }

  @Override
  public PolicyRecords policyRecords() {
    return new FramePolicyRecords(this::frames);
  }

  @Override
  public MaskingRecords maskingRecords() {
    return new FrameMaskingRecords(this::frames);
  }

  @Override
  public VerificationReport verify() {
    return new VerificationReport(frames().size(), 0, 0, List.of());
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }

  private final class Feed implements FrameFeed {
    private long next;

    Feed(long from) {
      next = from;
    }

    @Override
    public List<Frame> next(int max, Duration timeout) throws InterruptedException {
      long deadline = System.nanoTime() + timeout.toNanos();
      synchronized (lock) {
        while (true) {
          if (closed) {
            throw failure(RecordingException.Code.CLOSED);
          }
          List<Frame> ready =
              durable.stream().filter(f -> f.header().sequence() >= next).limit(max).toList();
          long millis = (deadline - System.nanoTime()) / 1_000_000;
          if (!ready.isEmpty() || millis <= 0) {
            next = ready.isEmpty() ? next : ready.getLast().header().sequence() + 1;
            return ready;
          }
          lock.wait(millis);
        }
      }
    }

    @Override
    public void close() {}
  }
}
