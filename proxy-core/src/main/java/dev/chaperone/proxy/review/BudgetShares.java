package dev.chaperone.proxy.review;

import dev.chaperone.proxy.policy.budget.Amounts;
import dev.chaperone.proxy.policy.budget.Measure;
import dev.chaperone.proxy.policy.budget.Share;
import dev.chaperone.recordings.frame.BudgetShare;

/** Shares of budgets as the policy counts them and as the recordings keep them. */
final class BudgetShares {
  private BudgetShares() {}

  static BudgetShare written(Share share) {
    return new BudgetShare(
        share.budget(),
        share.subject(),
        share.window(),
        amount(share, Measure.BYTES),
        amount(share, Measure.ROWS),
        amount(share, Measure.SENSITIVE_VALUES));
  }

  private static long amount(Share share, Measure measure) {
    return share.amounts().get(measure).orElse(-1);
  }

  static Share read(BudgetShare share) {
    Amounts amounts = with(Amounts.NONE, Measure.BYTES, share.bytes());
    amounts = with(amounts, Measure.ROWS, share.rows());
    amounts = with(amounts, Measure.SENSITIVE_VALUES, share.sensitiveValues());
    return new Share(share.budget(), share.subject(), share.window(), amounts);
  }

  private static Amounts with(Amounts amounts, Measure measure, long amount) {
    return amount < 0 ? amounts : amounts.with(measure, amount);
  }
}
