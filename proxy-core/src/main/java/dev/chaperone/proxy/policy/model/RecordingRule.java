package dev.chaperone.proxy.policy.model;

import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.condition.Condition;
import java.util.Objects;

/** Chooses how much is recorded. */
public record RecordingRule(Condition when, RecordingLevel level, Place place) {
  public RecordingRule {
    Objects.requireNonNull(when);
    Objects.requireNonNull(level);
    Objects.requireNonNull(place);
  }

  /** Whether it makes less be recorded than without it. */
  public boolean lowers() {
    return level == RecordingLevel.METADATA;
  }
}
