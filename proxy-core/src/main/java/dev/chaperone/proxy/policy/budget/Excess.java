package dev.chaperone.proxy.policy.budget;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.model.Budget;
import java.util.Objects;

/**
 * A budget a request does not fit into.
 *
 * @param used already used or reserved in the window; 0 where the subject is unknown
 * @param asked what the request would take
 */
public record Excess(
    Budget budget, Measure measure, long limit, long used, Fact<Long> asked, boolean subjectKnown) {
  public Excess {
    Objects.requireNonNull(budget);
    Objects.requireNonNull(measure);
    Objects.requireNonNull(asked);
  }
}
