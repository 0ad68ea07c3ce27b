package dev.chaperone.proxy.policy.decide;

import dev.chaperone.proxy.policy.Effect;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.condition.ConditionResult;
import dev.chaperone.proxy.policy.condition.Evidence;
import dev.chaperone.proxy.policy.model.Rule;
import java.util.List;

/** Says why, in sentences for the agent and the reviewer. */
final class Words {
  private Words() {}

  static String certainty(Truth truth, String reason, List<Evidence> evidence) {
    if (truth == Truth.TRUE) {
      return reason;
    }
    return "It could not be ruled out that this applies"
        + evidence.stream()
            .filter(e -> !e.known())
            .findFirst()
            .map(e -> " (" + e.input() + " is unknown: " + e.value() + ")")
            .orElse("")
        + ": "
        + reason;
  }

  static String rule(Rule rule, ConditionResult result) {
    String says =
        rule.reason().isEmpty()
            ? "Rule '" + rule.name() + "' " + verb(rule.then()) + " this: " + rule.when().text()
            : rule.reason();
    if (result.truth() == Truth.TRUE) {
      return says;
    }
    return "It could not be ruled out that rule '"
        + rule.name()
        + "' applies"
        + (result.why().isEmpty() ? "" : " (" + result.why() + ")")
        + ": "
        + says;
  }

  static String byDefault(Effect effect, Verdict verdict) {
    return effect == Effect.UNKNOWN
        ? "This was not understood, and no rule speaks of it."
        : "No rule speaks of this; what changes or reads in the way of '"
            + effect.code()
            + "' "
            + (verdict == Verdict.ALLOW
                ? "is allowed"
                : verdict == Verdict.HOLD ? "is held" : "is denied")
            + " by default.";
  }

  private static String verb(Verdict verdict) {
    return switch (verdict) {
      case ALLOW -> "allows";
      case HOLD -> "holds";
      case DENY -> "denies";
    };
  }
}
