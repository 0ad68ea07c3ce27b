package dev.chaperone.proxy.policy.example;

import dev.chaperone.proxy.policy.decide.Decision;
import java.util.List;
import java.util.Objects;

/**
 * What became of an example.
 *
 * @param differences from what it expects, in sentences; empty if it passed
 */
public record ExampleResult(PolicyExample example, Decision decision, List<String> differences) {
  public ExampleResult {
    Objects.requireNonNull(example);
    Objects.requireNonNull(decision);
    differences = List.copyOf(differences);
  }

  public boolean passed() {
    return differences.isEmpty();
  }
}
