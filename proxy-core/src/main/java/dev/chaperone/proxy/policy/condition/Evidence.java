package dev.chaperone.proxy.policy.condition;

import dev.chaperone.proxy.policy.Fact;
import java.util.Collection;
import java.util.Objects;

/**
 * An input that a decision looked at, in words.
 *
 * @param value shortened, since agents write some of them; why it is unknown where it is
 */
public record Evidence(String input, String value, boolean known) {
  private static final int MAX_VALUE = 200;
  private static final int MAX_SHOWN = 8;

  public Evidence {
    Objects.requireNonNull(input);
    Objects.requireNonNull(value);
  }

  /** What was read of an input. */
  public static Evidence of(String input, Fact<?> fact) {
    return switch (fact) {
      case Fact.Known<?> known -> new Evidence(input, shown(known.value()), true);
      case Fact.Unknown<?> unknown -> new Evidence(input, cut(unknown.reason()), false);
    };
  }

  private static String shown(Object value) {
    if (value instanceof Collection<?> many) {
      return many.stream().allMatch(StructInput.class::isInstance)
          ? many.size() + " of them"
          : cut(
              many.stream().limit(MAX_SHOWN).toList()
                  + (many.size() > MAX_SHOWN ? " and " + (many.size() - MAX_SHOWN) + " more" : ""));
    }
    return cut(value.toString());
  }

  private static String cut(String text) {
    return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
  }

  @Override
  public String toString() {
    return input + (known ? " = " : " unknown: ") + value;
  }
}
