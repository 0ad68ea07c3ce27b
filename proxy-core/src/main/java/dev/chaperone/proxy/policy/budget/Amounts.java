package dev.chaperone.proxy.policy.budget;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** Numbers by measure; a measure that is not in it was not counted. */
public record Amounts(Map<Measure, Long> by) {
  public static final Amounts NONE = new Amounts(Map.of());

  public Amounts {
    by = Map.copyOf(by);
    if (by.values().stream().anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException("amounts are at least 0");
    }
  }

  public static Amounts of(Measure measure, long amount) {
    return new Amounts(Map.of(measure, amount));
  }

  public Amounts with(Measure measure, long amount) {
    Map<Measure, Long> more = new EnumMap<>(Measure.class);
    more.putAll(by);
    more.put(measure, amount);
    return new Amounts(more);
  }

  public OptionalLong get(Measure measure) {
    Long amount = by.get(measure);
    return amount == null ? OptionalLong.empty() : OptionalLong.of(amount);
  }

  public boolean isEmpty() {
    return by.isEmpty();
  }
}
