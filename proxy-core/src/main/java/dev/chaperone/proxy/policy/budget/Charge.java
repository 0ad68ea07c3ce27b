package dev.chaperone.proxy.policy.budget;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.model.Budget;
import java.util.Map;
import java.util.Objects;

/**
 * What a request would take from one budget.
 *
 * @param subject whose share it is: an agent, a session or an identity
 * @param amounts for each measure the budget limits; unknown counts as beyond any limit
 */
public record Charge(Budget budget, Fact<String> subject, Map<Measure, Fact<Long>> amounts) {
  public Charge {
    Objects.requireNonNull(budget);
    Objects.requireNonNull(subject);
    amounts = Map.copyOf(amounts);
    if (!amounts.keySet().equals(budget.limits().by().keySet())) {
      throw new IllegalArgumentException("a charge is about what its budget limits");
    }
  }
}
