package dev.chaperone.proxy.identity;

import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.MaskingRecords;
import dev.chaperone.recordings.Ownership;
import dev.chaperone.recordings.PolicyRecords;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.VerificationReport;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Recordings that keep system frames in memory, derive agents from them, and can be broken. */
final class MemoryRecordings implements Recordings {
  private final Clock clock;
  private final List<FrameBody> frames = new ArrayList<>();
  private final Map<String, AgentRecord> agents = new TreeMap<>();
  private boolean broken;

  MemoryRecordings(Clock clock) {
    this.clock = clock;
  }

  List<FrameBody> systemFrames() {
    return List.copyOf(frames);
  }

  void setBroken(boolean broken) {
    this.broken = broken;
  }

  @Override
  public Recorder recorder() {
    return draft -> {
      if (broken) {
        throw new RecordingException(RecordingException.Code.STORE_FULL, "The disk is full.");
      }
      keep(draft);
      long sequence = frames.size();
      return () -> sequence;
    };
  }

  private void keep(FrameDraft draft) {
    if (!draft.session().equals(SessionId.SYSTEM)) {
      throw new AssertionError("only system frames are expected here");
    }
    frames.add(draft.body());
    if (draft.body() instanceof FrameBody.AgentChange change) {
      agents.put(
          change.agent(),
          new AgentRecord(
              change.agent(),
              change.groups(),
              change.model(),
              change.purpose(),
              clock.instant(),
              change.expires(),
              change.change().equals("revoked"),
              change.generation()));
    }
  }

  @Override
  public List<AgentRecord> agents() {
    return List.copyOf(agents.values());
  }

  @Override
  public StoreHealth health() {
    return StoreHealth.GOOD;
  }

  @Override
  public FrameFeed feed(long fromSequence) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long lastSequence() {
    return frames.size();
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
  public void frames(SessionId session, long fromSessionSequence, Consumer<Frame> consumer) {}

  @Override
  public Optional<Ownership> ownerOf(Owned owned) {
    return Optional.empty();
  }

  @Override
  public ApprovalRecords approvals() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PolicyRecords policyRecords() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MaskingRecords maskingRecords() {
    throw new UnsupportedOperationException();
  }

  @Override
  public VerificationReport verify() {
    return new VerificationReport(frames.size(), 0, 0, List.of());
  }

  @Override
  public void close() {}
}
