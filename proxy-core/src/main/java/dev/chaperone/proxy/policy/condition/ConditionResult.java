package dev.chaperone.proxy.policy.condition;

import dev.chaperone.proxy.policy.Truth;
import java.util.List;

/**
 * What became of a condition.
 *
 * @param truth unknown also where evaluation failed
 * @param evidence the inputs it read
 * @param why what was unknown or failed; empty if nothing
 */
public record ConditionResult(Truth truth, List<Evidence> evidence, String why) {
  public ConditionResult {
    evidence = List.copyOf(evidence);
  }
}
