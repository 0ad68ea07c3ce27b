package dev.chaperone.proxy.approval.hold;

import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds recorded steps into holds. What does not follow is left out, and said in the log. */
public final class HoldReplay {
  private static final Logger LOG = LoggerFactory.getLogger(HoldReplay.class);

  private final Map<String, Hold> holds = new LinkedHashMap<>();
  private boolean lost;

  /** Takes the next frame in order of sequence; other types are passed over. */
  public void take(Frame frame) {
    if (frame.body().isEmpty()) {
      lost |= frame.header().type().equals(FrameType.HOLD.code());
      return;
    }
    if (!(frame.body().get() instanceof FrameBody.Hold step) || step.step().number() < 0) {
      return;
    }
    try {
      Hold before = holds.get(step.holdId());
      holds.put(step.holdId(), before == null ? Hold.begun(step) : before.after(step));
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "Frame {}: a step of hold {} is left out: {}",
          frame.header().sequence(),
          step.holdId(),
          e.getMessage());
    }
  }

  /** Whether a step's payload was erased or damaged. */
  public boolean lostSome() {
    return lost;
  }

  /** Whether it waits to take another's place, but never did. */
  public boolean dangling(Hold hold) {
    Hold original = holds.get(hold.request().replaces());
    return hold.state().open()
        && original != null
        && !(original.state() == HoldState.EDITED && original.step().successor().equals(hold.id()));
  }

  /** In the order in which they were begun. */
  public List<Hold> holds() {
    return new ArrayList<>(holds.values());
  }
}
