package dev.chaperone.proxy.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.chaperone.proxy.policy.Shipped;
import dev.chaperone.proxy.policy.budget.InMemoryBudgetLedger;
import dev.chaperone.proxy.policy.example.PolicyExample;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.load.ExampleLoader;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.model.Rule;
import dev.chaperone.proxy.policy.testing.Blanking;
import dev.chaperone.proxy.policy.testing.RandomInputs;
import dev.chaperone.proxy.policy.testing.TestPolicies;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** P3: knowing less never makes a decision milder, nor the recording smaller. */
class BlankingTest {
  private static final int RANDOM_INPUTS = 60;
  private final PolicyEngine engine = new PolicyEngine(System::nanoTime);

  static Stream<Arguments> policies() throws Exception {
    List<Arguments> all = new ArrayList<>();
    for (Shipped shipped : Shipped.values()) {
      all.add(Arguments.of(shipped.code(), TestPolicies.of(shipped.text()), shipped.examples()));
    }
    all.add(
        Arguments.of(
            "example", TestPolicies.example(), TestPolicies.resource("example.tests.yaml")));
    all.add(
        Arguments.of(
            "awkward",
            TestPolicies.of(TestPolicies.resource("awkward.yaml")),
            TestPolicies.resource("example.tests.yaml")));
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void p3BlankingAnInputNeverMakesADecisionMilder(String name, Policy policy, String examples)
      throws Exception {
    for (PolicyInputs inputs : inputs(examples)) {
      neverMilder(policy, inputs);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void p3NorForAnyRuleByItself(String name, Policy policy, String examples) throws Exception {
    List<PolicyInputs> all = inputs(examples);
    List<PolicyInputs> some = all.subList(all.size() - RANDOM_INPUTS - 9, all.size());
    for (Rule rule : policy.rules()) {
      Policy alone = only(policy, rule);
      for (PolicyInputs inputs : some.subList(0, 24)) {
        neverMilder(alone, inputs);
      }
    }
  }

  @Test
  void p3NorWithBudgets() throws Exception {
    Policy policy = TestPolicies.example();
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Random random = new Random(7);
    for (int i = 0; i < RANDOM_INPUTS; i++) {
      PolicyInputs inputs = RandomInputs.next(random);
      Decision before = admit(policy, inputs, clock);
      Blanking.of(inputs)
          .forEach(
              (what, blanked) ->
                  assertThat(admit(policy, blanked, clock).verdict())
                      .as(what)
                      .isGreaterThanOrEqualTo(before.verdict()));
    }
  }

  private Decision admit(Policy policy, PolicyInputs inputs, Clock clock) {
    return new BudgetGate(new InMemoryBudgetLedger(clock))
        .admit("r", policy, inputs, engine.decide(policy, inputs));
  }

  private void neverMilder(Policy policy, PolicyInputs inputs) {
    Decision before = engine.decide(policy, inputs);
    for (Map.Entry<String, PolicyInputs> blanked : Blanking.of(inputs).entrySet()) {
      Decision after = engine.decide(policy, blanked.getValue());
      boolean milder =
          after.verdict().isMilderThan(before.verdict())
              || after.recording().compareTo(before.recording()) < 0;
      if (milder) {
        fail(
            "milder without %s: %s %s, before: %s %s",
            blanked.getKey(),
            after.recording(),
            after.reason(),
            before.recording(),
            before.reason());
      }
    }
  }

  private static List<PolicyInputs> inputs(String examples) throws Exception {
    List<PolicyInputs> all =
        new ArrayList<>(
            new ExampleLoader()
                .load("examples", examples).stream().map(PolicyExample::given).toList());
    Random random = new Random(42);
    for (int i = 0; i < RANDOM_INPUTS; i++) {
      all.add(RandomInputs.next(random));
    }
    return all;
  }

  private static Policy only(Policy policy, Rule rule) {
    return new Policy(
        policy.source(),
        policy.connections(),
        List.of(),
        policy.defaults(),
        policy.foreignJobs(),
        policy.legacySql(),
        policy.price(),
        policy.holdExpires(),
        policy.tags(),
        List.of(rule),
        List.of(),
        List.of(),
        List.of(),
        policy.retention(),
        List.of());
  }

  @Test
  void p3WithNothingKnownEveryShippedPolicyRefuses() {
    for (Shipped shipped : Shipped.values()) {
      Decision decision = engine.decide(TestPolicies.of(shipped.text()), PolicyInputs.none());
      assertThat(decision.verdict().code()).as(shipped.code()).isEqualTo("deny");
      assertThat(Optional.of(decision.reason())).get().asString().isNotBlank();
    }
  }
}
