package dev.chaperone.proxy.policy.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.policy.Shipped;
import dev.chaperone.proxy.policy.decide.PolicyEngine;
import dev.chaperone.proxy.policy.load.ExampleLoader;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.testing.TestPolicies;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each policy does what its own examples say. */
class ShippedPoliciesTest {
  private final PolicyExamples examples = new PolicyExamples(new PolicyEngine(System::nanoTime));

  @TestFactory
  Stream<DynamicTest> shippedPoliciesPassTheirExamples() {
    return Stream.of(Shipped.values())
        .flatMap(
            shipped -> {
              Policy policy = TestPolicies.of(shipped.text());
              return run(shipped.code(), policy, shipped.examples());
            });
  }

  @TestFactory
  Stream<DynamicTest> theExamplePolicyPassesItsExamples() throws Exception {
    return run("example", TestPolicies.example(), TestPolicies.resource("example.tests.yaml"));
  }

  @Test
  void everyRuleOfShippedPoliciesMatchesInSomeExample() throws Exception {
    for (Shipped shipped : List.of(Shipped.STRICT, Shipped.BALANCED)) {
      Policy policy = TestPolicies.of(shipped.text());
      Set<String> matched =
          examples
              .run(policy, new ExampleLoader().load(shipped.code(), shipped.examples()))
              .stream()
              .flatMap(result -> result.decision().matchingRules().stream())
              .collect(Collectors.toSet());
      assertThat(matched).containsAll(policy.rules().stream().map(r -> r.name()).toList());
    }
  }

  @Test
  void anExampleThatDoesNotHoldSaysHow() throws Exception {
    List<PolicyExample> wrong =
        new ExampleLoader()
            .load(
                "wrong.yaml",
                """
                tests:
                  - name: wrong in every way
                    expect: { decision: deny, rule: no-drops, code: denied-by-rule, recording: sealed }
                """);

    ExampleResult result = examples.run(TestPolicies.example(), wrong).getFirst();

    assertThat(result.passed()).isFalse();
    assertThat(result.differences()).hasSize(4);
    assertThat(result.differences().getFirst()).contains("expected deny, got allow");
  }

  private Stream<DynamicTest> run(String name, Policy policy, String text) {
    try {
      return examples.run(policy, new ExampleLoader().load(name + ".tests.yaml", text)).stream()
          .map(
              result ->
                  DynamicTest.dynamicTest(
                      name + ": " + result.example().name(),
                      () -> assertThat(result.differences()).isEmpty()));
    } catch (dev.chaperone.proxy.policy.PolicyException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
