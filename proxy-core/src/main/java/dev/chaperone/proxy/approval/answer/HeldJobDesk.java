package dev.chaperone.proxy.approval.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.approval.hold.HoldCommand;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.hold.Opened;
import dev.chaperone.proxy.approval.hold.Verdict;
import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Identity;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Answers an agent's requests about a held job. Waiting parks a virtual thread and ends at once
 * when the hold is decided. Whose the hold is has been checked before.
 */
public final class HeldJobDesk {
  private final HoldBook book;
  private final LongSupplier monotonic;

  /**
   * @param monotonic nanoseconds of the clock by which arrivals are told
   */
  public HeldJobDesk(HoldBook book, LongSupplier monotonic) {
    this.book = book;
    this.monotonic = monotonic;
  }

  /** jobs.insert was held, or repeats a job id. */
  public static Reply inserted(Opened opened) {
    return switch (opened) {
      case Opened.New(Hold hold) -> new Reply.Json(HeldJobAnswers.job(hold));
      // The same request id cannot reach jobs.insert; a repeated job id is a clash there.
      case Opened.Repeated(Hold hold) -> new Reply.Error(HeldJobAnswers.duplicate(hold));
      case Opened.JobExists(Hold other) -> new Reply.Error(HeldJobAnswers.duplicate(other));
      case Opened.TooMany(int limit) -> new Reply.Error(HeldJobAnswers.tooMany(limit));
    };
  }

  /**
   * jobs.query was held, or repeats a request id.
   *
   * @param timeoutMs the request's own, negative if it has none
   */
  public Reply queried(Opened opened, long timeoutMs, long arrivedNanos)
      throws InterruptedException {
    return switch (opened) {
      case Opened.New(Hold hold) -> queried(hold, timeoutMs, arrivedNanos);
      case Opened.Repeated(Hold hold) -> queried(hold, timeoutMs, arrivedNanos);
      case Opened.JobExists(Hold other) -> new Reply.Error(HeldJobAnswers.duplicate(other));
      case Opened.TooMany(int limit) -> new Reply.Error(HeldJobAnswers.tooMany(limit));
    };
  }

  private Reply queried(Hold hold, long timeoutMs, long arrivedNanos) throws InterruptedException {
    Hold now = awaitEnd(hold, timeoutMs, arrivedNanos);
    // Also when upstream has it by now: the client then fetches the results by the job's id.
    return now.state().open() || now.submitted()
        ? new Reply.Json(HeldJobAnswers.queryPending(now))
        : new Reply.Error(HeldJobAnswers.refusal(now));
  }

  /**
   * Whatever is asked about a held job, by BigQuery's name of the method.
   *
   * @param timeoutMs the request's own, negative if it has none
   * @throws IllegalArgumentException if the method is not about one job
   */
  public Reply about(
      String apiMethod, Hold hold, Identity caller, long timeoutMs, long arrivedNanos)
      throws InterruptedException {
    return switch (apiMethod) {
      case "bigquery.jobs.get" -> get(hold);
      case "bigquery.jobs.getQueryResults" -> results(hold, timeoutMs, arrivedNanos);
      case "bigquery.jobs.cancel" -> cancel(hold, caller, arrivedNanos);
      case "bigquery.jobs.delete" -> delete(hold);
      default -> throw new IllegalArgumentException(apiMethod + " is not about one job");
    };
  }

  /** jobs.get. */
  public static Reply get(Hold hold) {
    return hold.submitted() ? new Reply.Upstream(hold) : new Reply.Json(HeldJobAnswers.job(hold));
  }

  /** getQueryResults. */
  public Reply results(Hold hold, long timeoutMs, long arrivedNanos) throws InterruptedException {
    Hold now = awaitEnd(hold, timeoutMs, arrivedNanos);
    if (now.submitted()) {
      return new Reply.Upstream(now);
    }
    return now.state().open()
        ? new Reply.Json(HeldJobAnswers.resultsPending(now))
        : new Reply.Error(HeldJobAnswers.refusal(now));
  }

  /** jobs.cancel: withdraws what has not begun; what upstream has is cancelled there. */
  public Reply cancel(Hold hold, Identity caller, long arrivedNanos) throws InterruptedException {
    Decider agent = new Decider(caller.agent(), Decider.How.AGENT);
    Verdict verdict =
        book.command(hold.id(), new HoldCommand.Withdraw(agent, "cancelled by the agent"));
    Hold now = verdict.hold();
    Hold standsNow = book.current(now);
    if (!standsNow.id().equals(now.id())) {
      return cancel(standsNow, caller, arrivedNanos);
    }
    if (now.state() == HoldState.SUBMITTING) {
      now = awaitEnd(now, -1, arrivedNanos); // so that upstream can be told
    }
    return now.submitted()
        ? new Reply.Upstream(now)
        : new Reply.Json(HeldJobAnswers.cancelled(now));
  }

  /** jobs.delete: what waits is cancelled, not deleted. */
  public static Reply delete(Hold hold) {
    return hold.submitted()
        ? new Reply.Upstream(hold)
        : new Reply.Error(
            BigQueryError.invalid(
                "The job waits, or waited, for a decision at Chaperone (hold "
                    + hold.id()
                    + ") and is no job of BigQuery's. Cancel it instead."));
  }

  /** Entries of jobs.list for holds that upstream knows nothing of, the newest first. */
  public List<ObjectNode> listed(Identity caller, String project) {
    return book.all().reversed().stream()
        .filter(hold -> hold.isJob() && hold.owner().equals(caller))
        .filter(hold -> hold.request().replaces().isEmpty())
        .map(book::current)
        .filter(hold -> !hold.submitted())
        .filter(hold -> hold.request().job().map(j -> j.project().equals(project)).orElse(false))
        .map(HeldJobAnswers::listEntry)
        .toList();
  }

  /** Waits while the hold is open, as long as the request may. */
  private Hold awaitEnd(Hold hold, long timeoutMs, long arrivedNanos) throws InterruptedException {
    Hold now = book.current(hold);
    while (now.state().open()) {
      var left = LongPoll.left(timeoutMs, arrivedNanos, monotonic.getAsLong());
      if (left.isZero()) {
        return now;
      }
      now = book.awaitBeyond(now, left);
    }
    return now;
  }
}
