package dev.chaperone.proxy.policy.example;

import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.proxy.policy.decide.PolicyEngine;
import dev.chaperone.proxy.policy.model.Policy;
import java.util.ArrayList;
import java.util.List;

/** Runs examples against a policy: a pure function, which {@code policy test} prints. */
public final class PolicyExamples {
  private final PolicyEngine engine;

  public PolicyExamples(PolicyEngine engine) {
    this.engine = engine;
  }

  public List<ExampleResult> run(Policy policy, List<PolicyExample> examples) {
    return examples.stream().map(example -> run(policy, example)).toList();
  }

  private ExampleResult run(Policy policy, PolicyExample example) {
    Decision decision = engine.decide(policy, example.given());
    Expectation expected = example.expected();
    List<String> differences = new ArrayList<>();
    if (decision.verdict() != expected.verdict()) {
      differences.add(
          "expected "
              + expected.verdict().code()
              + ", got "
              + decision.verdict().code()
              + " ("
              + decision.code()
              + "): "
              + decision.reason());
    }
    expected
        .rule()
        .filter(rule -> !decision.matchingRules().contains(rule))
        .ifPresent(
            rule ->
                differences.add(
                    "expected rule '"
                        + rule
                        + "' to match; matching: "
                        + decision.matchingRules()));
    expected
        .code()
        .filter(code -> !code.equals(decision.code()))
        .ifPresent(code -> differences.add("expected " + code + ", got " + decision.code()));
    expected
        .recording()
        .filter(level -> level != decision.recording())
        .ifPresent(
            level ->
                differences.add(
                    "expected recording " + level.code() + ", got " + decision.recording().code()));
    return new ExampleResult(example, decision, differences);
  }
}
