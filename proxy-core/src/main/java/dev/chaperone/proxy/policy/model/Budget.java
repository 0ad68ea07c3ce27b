package dev.chaperone.proxy.policy.model;

import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.budget.Amounts;
import dev.chaperone.proxy.policy.budget.Measure;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * What one of many may use up in a window of time.
 *
 * @param limits the measures that count, each with its limit
 * @param then what becomes of a request that would go beyond
 */
public record Budget(
    String name, Per per, Duration window, Amounts limits, Verdict then, Place place) {
  /** Whose use is added up. */
  public enum Per {
    AGENT,
    SESSION,
    /** Issuer and subject of the token, whatever the agent calls itself. */
    IDENTITY;

    /** The name used in policies. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Budget {
    Objects.requireNonNull(name);
    Objects.requireNonNull(per);
    Objects.requireNonNull(place);
    if (!window.isPositive()) {
      throw new IllegalArgumentException("a budget needs a window");
    }
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("a budget limits " + Measure.codes());
    }
    if (then == Verdict.ALLOW) {
      throw new IllegalArgumentException("a budget that allows limits nothing");
    }
  }
}
