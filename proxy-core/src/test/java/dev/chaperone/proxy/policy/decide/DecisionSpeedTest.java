package dev.chaperone.proxy.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.policy.Shipped;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.testing.RandomInputs;
import dev.chaperone.proxy.policy.testing.TestPolicies;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints how long a decision takes; asserts nothing about it. */
@Tag("long")
class DecisionSpeedTest {
  private static final int WARM_UP = 40_000;
  private static final int MEASURED = 50_000;

  @Test
  void printsTheTimeOfADecisionWithThirtyRules() {
    StringBuilder rules = new StringBuilder();
    String strict = Shipped.STRICT.text();
    String one =
        strict.substring(strict.indexOf("  - name: access-changes"), strict.indexOf("detectors:"));
    for (int i = 0; i < 3; i++) {
      rules.append(one.replace("- name: ", "- name: r" + i + "-"));
    }
    Policy policy =
        TestPolicies.of(
            strict.replace(one, rules.toString())
                + "tags: { pii: [ shop.customers.email, shop.customers.address.street ] }\n");
    PolicyEngine engine = new PolicyEngine(System::nanoTime);
    Random random = new Random(1);
    List<PolicyInputs> inputs =
        Stream.generate(() -> RandomInputs.next(random)).limit(500).toList();

    long[] nanos = new long[MEASURED];
    int denied = 0;
    for (int i = 0; i < WARM_UP + MEASURED; i++) {
      long start = System.nanoTime();
      Decision decision = engine.decide(policy, inputs.get(i % inputs.size()));
      long took = System.nanoTime() - start;
      denied += decision.verdict().ordinal();
      if (i >= WARM_UP) {
        nanos[i - WARM_UP] = took;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "decision with %d rules: p50 %.1f µs, p99 %.1f µs, max %.1f µs%n",
        policy.rules().size(),
        nanos[MEASURED / 2] / 1e3,
        nanos[MEASURED * 99 / 100] / 1e3,
        nanos[MEASURED - 1] / 1e3);
    assertThat(denied).isPositive();
  }
}
