package dev.chaperone.proxy.stage;

import dev.chaperone.recordings.Receipt;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Writes one exchange's frames: each carries its session, exchange and job. Used by the request's
 * thread, and by the one that sends a long body upstream.
 */
public final class ExchangeRecorder {
  private static final int MAX_PENDING = 256;

  private final Recorder recorder;
  private final SessionId session;
  private final ExchangeId exchange;
  private Optional<JobKey> job = Optional.empty();
  // Every frame's receipt counts: a later frame may be durable although an earlier one failed.
  private final Deque<Receipt> pending = new ArrayDeque<>();
  private boolean received;
  private boolean ended;

  public ExchangeRecorder(Recorder recorder, SessionId session, ExchangeId exchange) {
    this.recorder = recorder;
    this.session = session;
    this.exchange = exchange;
  }

  public synchronized void about(JobKey key) {
    job = Optional.of(key);
  }

  public SessionId session() {
    return session;
  }

  public ExchangeId exchange() {
    return exchange;
  }

  /** Whether the exchange has its {@code received} frame. */
  public synchronized boolean hasReceived() {
    return received;
  }

  /** Whether the recording says how the exchange ended. */
  public synchronized boolean hasEnd() {
    return ended;
  }

  /** Hands a frame to the writer without waiting for it to be durable. */
  public synchronized void append(FrameBody body) {
    if (pending.size() >= MAX_PENDING) {
      pending.removeFirst().await();
    }
    pending.addLast(recorder.append(new FrameDraft(session, Optional.of(exchange), job, body)));
    received |= body instanceof FrameBody.Received;
    ended |= body instanceof FrameBody.ResponseEnd || body instanceof FrameBody.Failure;
  }

  /** Returns once this frame and every earlier one of this exchange are durable. */
  public void record(FrameBody body) {
    List<Receipt> waited;
    synchronized (this) {
      append(body);
      waited = List.copyOf(pending);
    }
    // Outside the lock: look-ups are recorded by many threads, and one force serves all of them.
    waited.forEach(Receipt::await);
    synchronized (this) {
      // One that failed stays: whatever comes after it has to fail, too.
      pending.removeAll(waited);
    }
  }
}
