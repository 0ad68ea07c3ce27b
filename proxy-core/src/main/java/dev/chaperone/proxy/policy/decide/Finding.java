package dev.chaperone.proxy.policy.decide;

import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.condition.Evidence;
import java.util.List;
import java.util.Objects;

/**
 * One part of a policy that speaks about a request.
 *
 * @param name of the rule, budget or tag; the effect of a default
 * @param truth whether it is known to apply, or only could not be ruled out
 * @param reason for agent and reviewer
 * @param evidence the inputs it looked at
 */
public record Finding(
    Cause cause,
    String name,
    Verdict verdict,
    Truth truth,
    String reason,
    List<Evidence> evidence) {
  public Finding {
    Objects.requireNonNull(cause);
    Objects.requireNonNull(name);
    Objects.requireNonNull(verdict);
    Objects.requireNonNull(reason);
    if (truth == Truth.FALSE) {
      throw new IllegalArgumentException("what does not apply is no finding");
    }
    evidence = List.copyOf(evidence);
  }

  /** A name for programs, such as {@code denied-by-rule}. */
  public String code() {
    String done =
        switch (verdict) {
          case ALLOW -> "allowed";
          case HOLD -> "held";
          case DENY -> "denied";
        };
    return done + "-by-" + cause.code();
  }
}
