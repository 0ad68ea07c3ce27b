package dev.chaperone.proxy.gateway;

import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.review.Reviewer;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import java.time.Duration;

/**
 * What a gateway that does more than observe decides with. Both stay the caller's to close.
 *
 * @param policy the policy in force
 * @param analysis Google's analyser, or lexer-only mode
 * @param lookUps how long an agent's request waits for what is looked up before it is answered as a
 *     pending job
 */
public record Oversight(PolicyStore policy, NativeAnalysis analysis, Duration lookUps) {
  public Oversight {
    if (lookUps.isNegative() || lookUps.isZero()) {
      throw new IllegalArgumentException("look-ups take time");
    }
  }

  public Oversight(PolicyStore policy, NativeAnalysis analysis) {
    this(policy, analysis, Reviewer.LOOK_UPS);
  }
}
