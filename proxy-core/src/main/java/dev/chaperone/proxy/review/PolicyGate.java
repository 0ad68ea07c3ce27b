package dev.chaperone.proxy.review;

import dev.chaperone.proxy.answer.AnswerFacts;
import dev.chaperone.proxy.answer.Ending;
import dev.chaperone.proxy.approval.Approvals;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.catalogue.LookupRecord;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.budget.Amounts;
import dev.chaperone.proxy.policy.budget.Measure;
import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.proxy.policy.decide.Finding;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.JobKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The policy at work on requests: reviews them, keeps their budgets, remembers what was said. */
public final class PolicyGate {
  private final Reviewer reviewer;
  private final BudgetKeeper budgets;
  private final Approvals approvals;
  private final LateReviews late;
  private final JobLevels levels;
  private final ChangeWatch changes = new ChangeWatch();

  public PolicyGate(
      Reviewer reviewer,
      BudgetKeeper budgets,
      Approvals approvals,
      LateReviews late,
      JobLevels levels) {
    this.reviewer = reviewer;
    this.budgets = budgets;
    this.approvals = approvals;
    this.late = late;
    this.levels = levels;
  }

  /**
   * Reviews a request and reserves its budgets.
   *
   * @param exchange its id
   * @param record takes frames of the exchange, durable before anything is forwarded
   */
  public Reviewed review(
      String exchange, Asking asking, LookupRecord lookups, Consumer<FrameBody> record) {
    Reviewed reviewed = reviewer.review(asking, lookups);
    Decision decision =
        budgets.admit(exchange, reviewed.policy(), reviewed.inputs(), reviewed.decision(), record);
    Reviewed budgeted = reviewed.with(decision);
    reviewer.decided(asking, budgeted.late() ? Verdict.HOLD : decision.verdict());
    return budgeted;
  }

  /** The request was denied before the policy was asked. */
  public void refused(Asking asking) {
    reviewer.decided(asking, Verdict.DENY);
  }

  /**
   * Reserves the budgets of a request that goes on although the policy holds it: by a grant, or
   * because it was approved.
   *
   * @return budgets that deny and that it does not fit into; empty if it may go on
   */
  public List<Finding> approved(String exchange, Reviewed reviewed, Consumer<FrameBody> record) {
    return budgets.approve(exchange, reviewed.policy(), reviewed.inputs(), record);
  }

  /** The request is over. */
  public void over(
      String exchange,
      Asking asking,
      Reviewed reviewed,
      Ending ending,
      Consumer<FrameBody> record) {
    if (ending.mayHaveRun()) {
      budgets.settle(exchange, used(asking, ending), record);
    } else {
      budgets.release(exchange, record);
    }
    if (changes.mayHaveChanged(asking, reviewed, ending, this::holdOf)) {
      reviewer.forget();
    }
  }

  /** As far as the answer tells; the rest counts as it was reserved. */
  private static Amounts used(Asking asking, Ending ending) {
    AnswerFacts told = ending.told();
    if (!ending.succeeded()) {
      return Amounts.NONE;
    }
    if (asking.call().method().is("tabledata.list")) {
      return told.rows() < 0 ? Amounts.NONE : Amounts.of(Measure.ROWS, told.rows());
    }
    // Only a query that is complete tells how many rows it has.
    if (!asking.call().method().is("jobs.query") || told.totalRows() < 0) {
      return Amounts.NONE;
    }
    Amounts rows = Amounts.of(Measure.ROWS, told.totalRows());
    return told.bytesProcessed() < 0 ? rows : rows.with(Measure.BYTES, told.bytesProcessed());
  }

  /** The hold that stands for a job now. */
  public Optional<Hold> holdOf(JobKey job) {
    return approvals.holds().ofJob(job);
  }

  /** Those whose look-ups took too long. */
  public LateReviews late() {
    return late;
  }

  /** How much is recorded of the pages of queries' results. */
  public JobLevels levels() {
    return levels;
  }

  public Approvals approvals() {
    return approvals;
  }
}
