package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.BudgetChange;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the recordings know of the past that policies look back on. Sees every frame that was
 * durable when asked, and reads no more of them than the time asked for.
 */
public interface PolicyRecords {

  /** What was reserved and neither settled nor given back. */
  List<BudgetChange> reserved();

  /** What was used of budgets whose window is not over, or since then; the oldest first. */
  void spent(Instant now, Instant since, Consumer<BudgetSpent> consumer);

  /** What was decided of requests that arrived since then, while a policy was enforced. */
  void verdicts(Instant since, Consumer<VerdictCount> consumer);
}
