package dev.chaperone.proxy.stage;

import dev.chaperone.recordings.Receipt;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import java.util.Optional;

/** Writes one exchange's frames: each carries its session, exchange and job. */
public final class ExchangeRecorder {
  private final Recorder recorder;
  private final SessionId session;
  private final ExchangeId exchange;
  private Optional<JobKey> job = Optional.empty();
  private boolean received;

  public ExchangeRecorder(Recorder recorder, SessionId session, ExchangeId exchange) {
    this.recorder = recorder;
    this.session = session;
    this.exchange = exchange;
  }

  public void about(JobKey key) {
    job = Optional.of(key);
  }

  public SessionId session() {
    return session;
  }

  public ExchangeId exchange() {
    return exchange;
  }

  /** Whether the exchange has its {@code received} frame. */
  public boolean hasReceived() {
    return received;
  }

  /** Hands a frame to the writer without waiting for it to be durable. */
  public Receipt append(FrameBody body) {
    Receipt receipt = recorder.append(new FrameDraft(session, Optional.of(exchange), job, body));
    received |= body instanceof FrameBody.Received;
    return receipt;
  }

  /** Returns once this frame, and so every earlier one of this exchange, is durable. */
  public void record(FrameBody body) {
    append(body).await();
  }
}
