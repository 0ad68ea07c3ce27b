package dev.chaperone.proxy.policy.example;

import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.model.RecordingLevel;
import java.util.Objects;
import java.util.Optional;

/**
 * What an example expects of a decision.
 *
 * @param rule that has to be among those that match
 * @param code of the decision, such as {@code denied-by-reach}
 */
public record Expectation(
    Verdict verdict,
    Optional<String> rule,
    Optional<String> code,
    Optional<RecordingLevel> recording) {
  public Expectation {
    Objects.requireNonNull(verdict);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(code);
    Objects.requireNonNull(recording);
  }
}
