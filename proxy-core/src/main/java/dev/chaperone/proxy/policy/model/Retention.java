package dev.chaperone.proxy.policy.model;

import dev.chaperone.proxy.policy.Verdict;
import java.time.Duration;

/** How long recordings are kept, by what was decided. */
public record Retention(Duration standard, Duration held, Duration denied) {
  public static final Retention BUILT_IN =
      new Retention(Duration.ofDays(90), Duration.ofDays(90), Duration.ofDays(90));

  public Retention {
    if (!standard.isPositive() || !held.isPositive() || !denied.isPositive()) {
      throw new IllegalArgumentException("recordings are kept for some time");
    }
  }

  public Duration of(Verdict verdict) {
    return switch (verdict) {
      case ALLOW -> standard;
      case HOLD -> held;
      case DENY -> denied;
    };
  }
}
