package dev.chaperone.proxy.policy.decide;

import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.condition.Evidence;
import dev.chaperone.proxy.policy.model.PolicySource;
import dev.chaperone.proxy.policy.model.RecordingLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a policy says about a request.
 *
 * @param deciding the finding that settles it
 * @param findings all of them, the deciding one included, strictest first
 * @param levelAsked how much of the content is recorded, where any recording rule speaks
 * @param retention how long the recording is kept if it stays at this verdict
 * @param holdExpires how long it waits, if it is held
 * @param policy the version that said so
 */
public record Decision(
    Finding deciding,
    List<Finding> findings,
    Optional<RecordingLevel> levelAsked,
    Duration retention,
    Duration holdExpires,
    PolicySource policy) {
  public Decision {
    findings = List.copyOf(findings);
    if (!findings.contains(deciding)) {
      throw new IllegalArgumentException("the deciding finding is one of them");
    }
    Objects.requireNonNull(levelAsked);
    Objects.requireNonNull(retention);
    Objects.requireNonNull(holdExpires);
    Objects.requireNonNull(policy);
  }

  public Verdict verdict() {
    return deciding.verdict();
  }

  /** A name for programs, such as {@code held-by-rule}. */
  public String code() {
    return deciding.code();
  }

  /** The rule that settles it, if one does. */
  public Optional<String> rule() {
    return deciding.cause() == Cause.RULE ? Optional.of(deciding.name()) : Optional.empty();
  }

  /** Every rule that matched. */
  public List<String> matchingRules() {
    return findings.stream().filter(f -> f.cause() == Cause.RULE).map(Finding::name).toList();
  }

  /** How much of the content is recorded: everything, unless a rule says otherwise. */
  public RecordingLevel recording() {
    return levelAsked.orElse(RecordingLevel.FULL);
  }

  public String reason() {
    return deciding.reason();
  }

  public List<Evidence> evidence() {
    return deciding.evidence();
  }

  /** The same with something more that speaks, which decides if it is stricter. */
  public Decision and(Finding finding, Duration retentionThen) {
    List<Finding> more = new ArrayList<>(findings);
    more.add(finding);
    boolean decides = verdict().isMilderThan(finding.verdict());
    return new Decision(
        decides ? finding : deciding,
        more,
        levelAsked,
        decides ? retentionThen : retention,
        holdExpires,
        policy);
  }
}
