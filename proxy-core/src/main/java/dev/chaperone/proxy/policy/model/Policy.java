package dev.chaperone.proxy.policy.model;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A whole policy: checked, compiled, never changing.
 *
 * @param reach nothing listed means everything
 * @param foreignJobs what becomes of requests about jobs the gateway did not start
 * @param legacySql what becomes of legacy SQL, which nothing here reads
 * @param holdExpires how long a held request waits
 */
public record Policy(
    PolicySource source,
    List<Connection> connections,
    List<ReachRule> reach,
    Defaults defaults,
    Verdict foreignJobs,
    Verdict legacySql,
    Price price,
    Duration holdExpires,
    List<Tag> tags,
    List<Rule> rules,
    List<MaskingRule> masking,
    List<Detector> detectors,
    List<RecordingRule> recording,
    Retention retention,
    List<Budget> budgets) {
  public static final Duration HOLD_EXPIRES = Duration.ofMinutes(15);

  public Policy {
    Objects.requireNonNull(source);
    connections = List.copyOf(connections);
    reach = List.copyOf(reach);
    Objects.requireNonNull(defaults);
    if (foreignJobs == Verdict.ALLOW) {
      throw new IllegalArgumentException("foreign jobs are held or denied");
    }
    if (legacySql == Verdict.ALLOW) {
      throw new IllegalArgumentException("legacy SQL is held or denied");
    }
    Objects.requireNonNull(price);
    if (!holdExpires.isPositive()) {
      throw new IllegalArgumentException("a hold waits for some time");
    }
    tags = List.copyOf(tags);
    rules = List.copyOf(rules);
    masking = List.copyOf(masking);
    detectors = List.copyOf(detectors);
    recording = List.copyOf(recording);
    Objects.requireNonNull(retention);
    budgets = List.copyOf(budgets);
  }

  /** The first connection that certainly serves a project; none listed means the built-in one. */
  public Optional<Connection> connectionFor(Fact<String> project) {
    return connections.stream().filter(c -> c.serves(project) == Truth.TRUE).findFirst();
  }
}
