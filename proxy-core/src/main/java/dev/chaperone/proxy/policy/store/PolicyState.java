package dev.chaperone.proxy.policy.store;

import dev.chaperone.proxy.policy.PolicyProblem;
import dev.chaperone.proxy.policy.change.Loosening;
import dev.chaperone.proxy.policy.model.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a store has, at one moment.
 *
 * @param policy in force
 * @param since when it came into force
 * @param problems why the file as it stands now cannot be used; empty if it can
 * @param waiting a policy that permits more and waits for an operator
 * @param loosenings in which ways it does
 */
public record PolicyState(
    Policy policy,
    Instant since,
    List<PolicyProblem> problems,
    Optional<Policy> waiting,
    List<Loosening> loosenings) {
  public PolicyState {
    Objects.requireNonNull(policy);
    Objects.requireNonNull(since);
    problems = List.copyOf(problems);
    loosenings = List.copyOf(loosenings);
    if (waiting.isEmpty() != loosenings.isEmpty()) {
      throw new IllegalArgumentException("a policy waits because it permits more");
    }
  }

  static PolicyState inForce(Policy policy, Instant since) {
    return new PolicyState(policy, since, List.of(), Optional.empty(), List.of());
  }

  PolicyState broken(List<PolicyProblem> why) {
    return new PolicyState(policy, since, why, Optional.empty(), List.of());
  }

  PolicyState asking(Policy looser, List<Loosening> how) {
    return new PolicyState(policy, since, List.of(), Optional.of(looser), how);
  }
}
