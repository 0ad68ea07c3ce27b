package dev.chaperone.proxy.policy.model;

import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.condition.Condition;
import java.util.Objects;

/**
 * A rule.
 *
 * @param reason for the agent and the reviewer; {@code ""} if the policy gives none
 * @param place where it stands in its file
 */
public record Rule(String name, Condition when, Verdict then, String reason, Place place) {
  public Rule {
    Objects.requireNonNull(name);
    Objects.requireNonNull(when);
    Objects.requireNonNull(then);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(place);
  }
}
