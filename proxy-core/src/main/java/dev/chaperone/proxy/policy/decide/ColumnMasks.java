package dev.chaperone.proxy.policy.decide;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.glob.ColumnRef;
import dev.chaperone.proxy.policy.model.Masking;
import dev.chaperone.proxy.policy.model.MaskingRule;
import dev.chaperone.proxy.policy.model.Policy;
import java.util.List;
import java.util.Optional;

/** Says how a column is to be masked under a policy. */
public final class ColumnMasks {
  private final Policy policy;

  public ColumnMasks(Policy policy) {
    this.policy = policy;
  }

  /**
   * The masking of a column; of several tags the one that hides most. A tag that may be on it
   * counts as on it.
   *
   * @param policyTags BigQuery's policy tags on it
   */
  public Optional<Masking> of(ColumnRef column, Fact<List<String>> policyTags) {
    Optional<Masking> strongest = Optional.empty();
    for (MaskingRule rule : policy.masking()) {
      boolean applies =
          policy.tags().stream()
              .filter(tag -> tag.name().equals(rule.tag()))
              .map(tag -> tag.isOn(column, policyTags))
              .anyMatch(truth -> truth != Truth.FALSE);
      if (applies) {
        strongest =
            Optional.of(strongest.map(m -> stronger(m, rule.masking())).orElse(rule.masking()));
      }
    }
    return strongest;
  }

  private static Masking stronger(Masking one, Masking other) {
    return one.method().stronger(other.method()) == one.method() ? one : other;
  }
}
