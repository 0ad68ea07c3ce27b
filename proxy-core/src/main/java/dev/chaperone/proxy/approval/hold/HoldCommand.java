package dev.chaperone.proxy.approval.hold;

import dev.chaperone.recordings.frame.Decider;
import java.util.OptionalLong;

/** What can be asked of a hold. Each may be asked again without harm. */
public sealed interface HoldCommand {

  /**
   * Let it run, as shown.
   *
   * @param cap a cap on the bytes billed, below the one shown; needed where the estimate is unknown
   */
  record Approve(Decider by, String reason, OptionalLong cap) implements HoldCommand {}

  /** Never let it run. The reason reaches the agent. */
  record Deny(Decider by, String reason) implements HoldCommand {}

  /** The agent takes it back. */
  record Withdraw(Decider by, String reason) implements HoldCommand {}

  /** Give it up if its time is over. */
  record Expire() implements HoldCommand {}

  /** Another hold takes its place. */
  record Replace(Decider by, String cause, String successor, String detail) implements HoldCommand {
    /** A person edited it. */
    public static final String BY_EDIT = "edited";

    /** What it rested on is not as it was shown. */
    public static final String BY_DRIFT = "drifted";

    /** What it rests on has been looked up meanwhile. */
    public static final String BY_LOOKING_UP = "looked-up";
  }

  /** Carry it out: from here on upstream may have it. */
  record Submit() implements HoldCommand {}

  /**
   * It has been carried out, or has failed.
   *
   * @param cause {@code submitted}, {@code adopted}, {@code carried-out}, {@code failed} or {@code
   *     unknown}
   * @param errorReason BigQuery's reason if it failed
   * @param location where BigQuery says it has the job, {@code ""} if it did not tell
   */
  record Finish(String cause, String errorReason, String detail, String location)
      implements HoldCommand {
    /** A call that is no job went through. */
    public static final String CARRIED_OUT = "carried-out";

    /** Upstream refused it. */
    public static final String FAILED = "failed";

    /** The gateway stopped while it was under way: it may have happened, and is never repeated. */
    public static final String UNKNOWN = "unknown";

    public Finish(String cause, String errorReason, String detail) {
      this(cause, errorReason, detail, "");
    }
  }
}
