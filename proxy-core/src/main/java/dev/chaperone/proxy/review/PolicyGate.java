package dev.chaperone.proxy.review;

import dev.chaperone.proxy.approval.Approvals;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.catalogue.LookupRecord;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.budget.Amounts;
import dev.chaperone.proxy.policy.budget.BudgetLedger;
import dev.chaperone.proxy.policy.decide.BudgetGate;
import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.recordings.frame.JobKey;
import java.util.Optional;

/** The policy at work on requests: reviews them, keeps their budgets, remembers what was said. */
public final class PolicyGate {
  private final Reviewer reviewer;
  private final BudgetGate budgets;
  private final BudgetLedger ledger;
  private final Approvals approvals;

  public PolicyGate(
      Reviewer reviewer, BudgetGate budgets, BudgetLedger ledger, Approvals approvals) {
    this.reviewer = reviewer;
    this.budgets = budgets;
    this.ledger = ledger;
    this.approvals = approvals;
  }

  /**
   * Reviews a request and reserves its budgets.
   *
   * @param exchange its id
   */
  public Reviewed review(String exchange, Asking asking, LookupRecord record) {
    var policy = reviewer.policy();
    Reviewed reviewed = reviewer.review(asking, record);
    Decision decision = budgets.admit(exchange, policy, reviewed.inputs(), reviewed.decision());
    reviewer.decided(asking, decision.verdict());
    return reviewed.with(decision);
  }

  /**
   * The request is over.
   *
   * @param status upstream's, -1 if it never answered
   */
  public void over(String exchange, Asking asking, Verdict verdict, int status) {
    boolean done = status >= 200 && status < 300;
    if (done) {
      ledger.settle(exchange, Amounts.NONE);
    } else {
      ledger.release(exchange);
    }
    boolean read = new RequestInputs(asking).effect().equals("read");
    boolean query = asking.job().isPresent();
    if (!read && !query || query && verdict == Verdict.HOLD) {
      reviewer.forget();
    }
  }

  /** The hold that stands for a job now. */
  public Optional<Hold> holdOf(JobKey job) {
    return approvals.holds().ofJob(job);
  }

  public Approvals approvals() {
    return approvals;
  }
}
