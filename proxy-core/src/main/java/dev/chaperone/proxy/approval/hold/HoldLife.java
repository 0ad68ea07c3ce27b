package dev.chaperone.proxy.approval.hold;

import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The rules of a hold's life, as a pure function of the hold, the command and the time. */
public final class HoldLife {
  /** An approved job that could not be begun so long after its approval is given up. */
  public static final Duration STARTS_WITHIN = Duration.ofMinutes(10);

  /** So long an approved call may be repeated by its agent. */
  public static final Duration REPEATED_WITHIN = Duration.ofMinutes(15);

  private HoldLife() {}

  /** The first step. */
  public static FrameBody.Hold begin(String id, HeldRequest request, Instant now) {
    return new FrameBody.Hold(
        id,
        HoldState.PENDING.name(),
        request.reason(),
        new HoldStep(1, now, Optional.of(request.owner()), Decider.gateway(), "held", "", -1, ""),
        Optional.of(request));
  }

  /** Whether a step may lead from one state to the other. */
  static boolean follows(HoldState from, HoldState to) {
    return switch (from) {
      case PENDING ->
          switch (to) {
            case APPROVED, EDITED, DENIED, EXPIRED, WITHDRAWN -> true;
            case PENDING, SUBMITTING, DONE -> false;
          };
      case APPROVED ->
          switch (to) {
            case SUBMITTING, EDITED, DENIED, EXPIRED, WITHDRAWN -> true;
            case PENDING, APPROVED, DONE -> false;
          };
      case SUBMITTING -> to == HoldState.DONE;
      case DONE, EDITED, DENIED, EXPIRED, WITHDRAWN -> false;
    };
  }

  /** When the hold's time is over; empty once it can no longer be. */
  public static Optional<Instant> deadline(Hold hold) {
    Instant decided = hold.request().envelope().expires();
    return switch (hold.state()) {
      case PENDING -> Optional.of(decided);
      case APPROVED ->
          Optional.of(
              hold.approval()
                  .orElseThrow()
                  .at()
                  .plus(hold.isJob() ? STARTS_WITHIN : REPEATED_WITHIN));
      case SUBMITTING, DONE, EDITED, DENIED, EXPIRED, WITHDRAWN -> Optional.empty();
    };
  }

  /** Whether its time is over. */
  public static boolean due(Hold hold, Instant now) {
    return deadline(hold).map(end -> !now.isBefore(end)).orElse(false);
  }

  /** What becomes of the hold. */
  public static Ruling decide(Hold hold, HoldCommand command, Instant now) {
    if (due(hold, now)) {
      return expired(hold, now);
    }
    return switch (command) {
      case HoldCommand.Approve c -> approve(hold, c, now);
      case HoldCommand.Deny c ->
          switch (hold.state()) {
            case PENDING, APPROVED ->
                step(hold, HoldState.DENIED, now, c.by(), "denied", c.reason());
            case DENIED -> new Ruling.Already();
            case SUBMITTING, DONE, EDITED, EXPIRED, WITHDRAWN -> new Ruling.TooLate();
          };
      case HoldCommand.Withdraw c ->
          switch (hold.state()) {
            case PENDING, APPROVED ->
                step(hold, HoldState.WITHDRAWN, now, c.by(), "withdrawn", c.reason());
            case WITHDRAWN -> new Ruling.Already();
            case SUBMITTING, DONE, EDITED, DENIED, EXPIRED -> new Ruling.TooLate();
          };
      case HoldCommand.Expire c ->
          hold.state() == HoldState.EXPIRED ? new Ruling.Already() : new Ruling.TooLate();
      case HoldCommand.Replace c ->
          switch (hold.state()) {
            case PENDING -> replace(hold, c, now);
            // What a person approved is not put back to be looked up.
            case APPROVED ->
                c.cause().equals(HoldCommand.Replace.BY_LOOKING_UP)
                    ? new Ruling.TooLate()
                    : replace(hold, c, now);
            case EDITED ->
                hold.step().successor().equals(c.successor())
                    ? new Ruling.Already()
                    : new Ruling.TooLate();
            case SUBMITTING, DONE, DENIED, EXPIRED, WITHDRAWN -> new Ruling.TooLate();
          };
      case HoldCommand.Submit c ->
          switch (hold.state()) {
            case APPROVED ->
                step(hold, HoldState.SUBMITTING, now, Decider.gateway(), "submitting", "");
            case SUBMITTING, DONE -> new Ruling.Already();
            case PENDING -> new Ruling.NotPossible("Hold " + hold.id() + " is not approved.");
            case EDITED, DENIED, EXPIRED, WITHDRAWN -> new Ruling.TooLate();
          };
      case HoldCommand.Finish c ->
          switch (hold.state()) {
            case SUBMITTING -> finish(hold, c, now);
            case DONE -> new Ruling.Already();
            case PENDING, APPROVED ->
                new Ruling.NotPossible("Hold " + hold.id() + " was not begun.");
            case EDITED, DENIED, EXPIRED, WITHDRAWN -> new Ruling.TooLate();
          };
    };
  }

  private static Ruling approve(Hold hold, HoldCommand.Approve c, Instant now) {
    return switch (hold.state()) {
      case PENDING -> {
        boolean query = hold.isJob() && !hold.request().sql().isEmpty();
        OptionalLong cap =
            query
                ? ByteCap.of(
                    hold.request().clientCap(),
                    hold.request().envelope().bytes(),
                    c.cap(),
                    hold.request().envelope().tables().size())
                : OptionalLong.empty();
        if (query && cap.isEmpty()) {
          yield new Ruling.NotPossible(
              "What hold "
                  + hold.id()
                  + " would read is not known, so name a cap: how many bytes it may be billed for.");
        }
        yield new Ruling.Step(
            frame(
                hold,
                HoldState.APPROVED,
                now,
                c.by(),
                "approved",
                "",
                cap.orElse(-1),
                "",
                c.reason()));
      }
      case APPROVED, SUBMITTING, DONE -> new Ruling.Already();
      case EDITED, DENIED, EXPIRED, WITHDRAWN -> new Ruling.TooLate();
    };
  }

  private static Ruling replace(Hold hold, HoldCommand.Replace c, Instant now) {
    return new Ruling.Step(
        frame(hold, HoldState.EDITED, now, c.by(), c.cause(), "", -1, c.successor(), c.detail()));
  }

  private static Ruling finish(Hold hold, HoldCommand.Finish c, Instant now) {
    return new Ruling.Step(
        frame(
            hold,
            HoldState.DONE,
            now,
            Decider.gateway(),
            c.cause(),
            c.errorReason(),
            -1,
            "",
            c.detail()));
  }

  private static Ruling expired(Hold hold, Instant now) {
    return step(
        hold,
        HoldState.EXPIRED,
        now,
        Decider.gateway(),
        "expired",
        hold.state() == HoldState.PENDING
            ? "nobody decided in time"
            : hold.isJob()
                ? "it was approved but could not be begun in time"
                : "it was approved but not sent again in time");
  }

  private static Ruling step(
      Hold hold, HoldState to, Instant now, Decider by, String cause, String detail) {
    return new Ruling.Step(frame(hold, to, now, by, cause, "", -1, "", detail));
  }

  private static FrameBody.Hold frame(
      Hold hold,
      HoldState to,
      Instant now,
      Decider by,
      String cause,
      String errorReason,
      long cap,
      String successor,
      String detail) {
    return new FrameBody.Hold(
        hold.id(),
        to.name(),
        detail,
        new HoldStep(
            hold.step().number() + 1,
            now,
            Optional.of(hold.owner()),
            by,
            cause,
            errorReason,
            cap,
            successor),
        Optional.empty());
  }

  /** Who took the hold's last step, and what it was, in words for an operator. */
  public static String told(Hold hold) {
    String who =
        switch (hold.step().by().how()) {
          case OPERATOR_SESSION -> " by " + hold.step().by().identity();
          case UNPROTECTED -> " by " + hold.step().by().identity() + " (unprotected)";
          case AGENT -> " by the agent";
          case GATEWAY, NOT_TOLD -> "";
        };
    String what =
        switch (hold.state()) {
          case PENDING -> "is waiting since ";
          case APPROVED -> "was approved" + who + " at ";
          case SUBMITTING -> approvedBy(hold) + " is being submitted since ";
          case DONE -> approvedBy(hold) + " was carried out (" + hold.step().cause() + ") at ";
          case EDITED -> "was replaced by hold " + hold.step().successor() + who + " at ";
          case DENIED -> "was denied" + who + " at ";
          case EXPIRED -> "expired at ";
          case WITHDRAWN -> "was withdrawn" + who + " at ";
        };
    String why = hold.detail().isEmpty() ? "." : ": " + hold.detail();
    return "Hold " + hold.id() + " " + what + hold.step().at() + why;
  }

  private static String approvedBy(Hold hold) {
    return hold.approval().map(a -> "was approved by " + a.by().identity() + " and").orElse("");
  }
}
