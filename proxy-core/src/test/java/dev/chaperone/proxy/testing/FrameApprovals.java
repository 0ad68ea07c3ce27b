package dev.chaperone.proxy.testing;

import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.GrantChange;
import dev.chaperone.recordings.frame.JobKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a list of frames tells of holds and grants; the lists the database would make stay empty.
 */
public class FrameApprovals implements ApprovalRecords {
  private final Supplier<List<Frame>> frames;

  public FrameApprovals(Supplier<List<Frame>> frames) {
    this.frames = frames;
  }

  @Override
  public List<HoldSummary> holds(int limit) {
    return List.of();
  }

  @Override
  public List<GrantSummary> grants(int limit) {
    return List.of();
  }

  @Override
  public Optional<HoldSummary> holdOfJob(JobKey job) {
    return Optional.empty();
  }

  @Override
  public void approvalFrames(Instant changedSince, Consumer<Frame> consumer) {
    List<Frame> approvals = new ArrayList<>();
    Map<String, Boolean> wanted = new LinkedHashMap<>();
    for (Frame frame : frames.get()) {
      subject(frame)
          .ifPresent(
              id -> {
                approvals.add(frame);
                wanted.put(id, isWanted(frame, changedSince));
              });
    }
    approvals.stream()
        .filter(frame -> subject(frame).map(wanted::get).orElse(false))
        .forEach(consumer);
  }

  private static boolean isWanted(Frame frame, Instant changedSince) {
    return !(frame.body().orElseThrow() instanceof FrameBody.Hold hold)
        || List.of("PENDING", "APPROVED", "SUBMITTING").contains(hold.state())
        || !hold.step().at().isBefore(changedSince);
  }

  @Override
  public void framesOf(String id, Consumer<Frame> consumer) {
    frames.get().stream()
        .filter(f -> subject(f).equals(Optional.of(id)) || isOfGovernance(f, id))
        .forEach(consumer);
  }

  private static boolean isOfGovernance(Frame frame, String id) {
    return (id.equals(OPERATOR) || id.equals(POLICY) || id.equals(KEY))
        && frame.header().type().equals(id);
  }

  private static Optional<String> subject(Frame frame) {
    if (frame.body().isEmpty()) {
      return Optional.empty();
    }
    return frame.body().get() instanceof FrameBody.Hold hold
        ? Optional.of(hold.holdId())
        : GrantChange.of(frame.body().get()).map(GrantChange::grant);
  }
}
