package dev.chaperone.proxy.approval.answer;

import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.approval.hold.HoldCommand;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.hold.Opened;
import dev.chaperone.proxy.approval.hold.Verdict;
import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.HeldRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds operations that are no job: the agent is told to ask again, and once approved the same
 * request by the same identity goes through exactly one time.
 */
public final class CallDesk {
  /** So long a repeat of what was denied is told the same, and asks nobody again. */
  static final Duration SAME_ANSWER = Duration.ofMinutes(15);

  private final HoldBook book;
  private final Clock clock;

  public CallDesk(HoldBook book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  /** Whether a call may go on. */
  public sealed interface Entry {

    /**
     * It may, this once; that is durable. {@link #finished} has to be called afterwards, however it
     * went.
     */
    record GoesThrough(Hold hold) implements Entry {}

    /** It may not, or not yet. */
    record Stays(BigQueryError error) implements Entry {}
  }

  /** Asks for a call that policy holds. */
  public Entry ask(HeldRequest call, Optional<ExchangeId> exchange) {
    Optional<Hold> before = book.ofCall(call);
    if (before.isPresent()) {
      Hold hold = before.get();
      if (hold.state() == HoldState.APPROVED
          && book.command(hold.id(), new HoldCommand.Submit())
              instanceof Verdict.Applied(Hold begun)) {
        return new Entry.GoesThrough(begun);
      }
      Hold now = book.find(hold.id()).orElse(hold);
      boolean same =
          now.state() == HoldState.SUBMITTING
              || (now.state() == HoldState.DENIED
                  && clock.instant().isBefore(now.step().at().plus(SAME_ANSWER)));
      if (same) {
        return new Entry.Stays(HeldJobAnswers.call(now));
      }
    }
    return switch (book.open(call, exchange)) {
      case Opened.New(Hold hold) -> new Entry.Stays(HeldJobAnswers.call(hold));
      case Opened.Repeated(Hold hold) -> new Entry.Stays(HeldJobAnswers.call(hold));
      case Opened.JobExists(Hold hold) -> new Entry.Stays(HeldJobAnswers.call(hold));
      case Opened.TooMany(int limit) -> new Entry.Stays(HeldJobAnswers.tooMany(limit));
    };
  }

  /**
   * Says how it went.
   *
   * @param status upstream's answer, -1 if there was none: then it may have happened
   */
  public void finished(Hold hold, int status, String errorReason) {
    String cause;
    String detail;
    if (status >= 200 && status < 300) {
      cause = HoldCommand.Finish.CARRIED_OUT;
      detail = "BigQuery answered " + status;
    } else if (status < 0 || status >= 500) {
      cause = HoldCommand.Finish.UNKNOWN;
      detail = status < 0 ? "no answer came from BigQuery" : "BigQuery answered " + status;
    } else {
      cause = HoldCommand.Finish.FAILED;
      detail = "BigQuery answered " + status;
    }
    book.command(hold.id(), new HoldCommand.Finish(cause, errorReason, detail));
  }
}
