package dev.chaperone.proxy.approval.hold;

import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import java.util.Optional;

/**
 * Makes frames about held requests durable: in the agent's session while that is open, else in the
 * system session.
 */
public final class AgentFrames {
  private final Recorder recorder;

  public AgentFrames(Recorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Returns once the frame is durable.
   *
   * @throws RecordingException if it is not known to be: then what it says must not take effect
   */
  public void record(FrameBody body, HeldRequest request, Optional<ExchangeId> exchange) {
    record(body, request, exchange, request.job());
  }

  /** The same, about a job whose place has become known. */
  void record(
      FrameBody body, HeldRequest request, Optional<ExchangeId> exchange, Optional<JobKey> job) {
    FrameDraft draft = new FrameDraft(request.agentSession(), exchange, job, body);
    try {
      recorder.record(draft);
    } catch (RecordingException e) {
      // Also what a store says that is closed as a whole; then the second try says it again.
      if (e.code() != RecordingException.Code.CLOSED) {
        throw e;
      }
      recorder.record(new FrameDraft(SessionId.SYSTEM, exchange, job, body));
    }
  }
}
