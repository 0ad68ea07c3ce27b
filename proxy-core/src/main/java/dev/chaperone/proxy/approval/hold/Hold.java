package dev.chaperone.proxy.approval.hold;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.recordings.frame.Identity;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A held request and what became of it so far: the sum of its recorded steps.
 *
 * @param detail why the last step was taken, for people
 * @param created when it was held
 */
public record Hold(
    String id,
    HeldRequest request,
    HoldState state,
    HoldStep step,
    String detail,
    Instant created,
    Optional<Approval> approval) {

  /**
   * The hold that a first frame tells of.
   *
   * @throws IllegalArgumentException if the frame is not a hold's first one
   */
  public static Hold begun(FrameBody.Hold first) {
    if (first.step().number() != 1 || !first.state().equals(HoldState.PENDING.name())) {
      throw new IllegalArgumentException("not the first step of a hold");
    }
    return new Hold(
        first.holdId(),
        first
            .request()
            .orElseThrow(() -> new IllegalArgumentException("the first step names the request")),
        HoldState.PENDING,
        first.step(),
        first.detail(),
        first.step().at(),
        Optional.empty());
  }

  /**
   * The hold after its next step.
   *
   * @throws IllegalArgumentException if no such step can follow
   */
  public Hold after(FrameBody.Hold next) {
    HoldState to = HoldState.valueOf(next.state());
    if (!next.holdId().equals(id)
        || next.step().number() != step.number() + 1
        || !HoldLife.follows(state, to)) {
      throw new IllegalArgumentException(
          "step " + next.step().number() + " to " + to + " does not follow " + state);
    }
    Optional<Approval> decided =
        to == HoldState.APPROVED
            ? Optional.of(
                new Approval(
                    next.step().by(),
                    next.step().at(),
                    next.detail(),
                    next.step().cap() < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(next.step().cap())))
            : approval;
    return new Hold(id, request, to, next.step(), next.detail(), created, decided);
  }

  public Identity owner() {
    return request.owner();
  }

  public boolean isJob() {
    return request.kind().equals(HeldRequest.JOB);
  }

  /** Whether upstream has it, as a job of its own. */
  public boolean submitted() {
    return state == HoldState.DONE
        && (step.cause().equals(HoldStep.SUBMITTED) || step.cause().equals(HoldStep.ADOPTED));
  }

  /** Never the SQL. */
  @Override
  public String toString() {
    return "Hold[" + id + " " + state + " step " + step.number() + "]";
  }
}
