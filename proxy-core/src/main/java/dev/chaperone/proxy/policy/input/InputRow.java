package dev.chaperone.proxy.policy.input;

import dev.chaperone.proxy.policy.Fact;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values of some inputs; what was never set is unknown. */
public final class InputRow {
  public static final InputRow EMPTY = new InputRow(Map.of());

  private final Map<InputField<?>, Fact<?>> facts;

  private InputRow(Map<InputField<?>, Fact<?>> facts) {
    this.facts = facts;
  }

  /** Collects many values at once. */
  public static final class Builder {
    private final Map<InputField<?>, Fact<?>> facts = new HashMap<>();

    private Builder(Map<InputField<?>, Fact<?>> facts) {
      this.facts.putAll(facts);
    }

    public <T> Builder set(InputField<T> field, T value) {
      return setFact(field, Fact.known(value));
    }

    public <T> Builder setFact(InputField<T> field, Fact<T> fact) {
      facts.put(field, fact.map(InputRow::unchangeable));
      return this;
    }

    /** Unless something was said of it before, if only that it is unknown. */
    public <T> Builder setIfAbsent(InputField<T> field, Fact<T> fact) {
      return facts.containsKey(field) ? this : setFact(field, fact);
    }

    public InputRow build() {
      return new InputRow(new HashMap<>(facts));
    }
  }

  public static Builder builder() {
    return new Builder(Map.of());
  }

  public Builder toBuilder() {
    return new Builder(facts);
  }

  public <T> InputRow with(InputField<T> field, T value) {
    return withFact(field, Fact.known(value));
  }

  public <T> InputRow unknown(InputField<T> field, String reason) {
    return withFact(field, Fact.unknown(reason));
  }

  /** A row with this field set; lists are copied. */
  public <T> InputRow withFact(InputField<T> field, Fact<T> fact) {
    return toBuilder().setFact(field, fact).build();
  }

  /** What was said of this input, established or not. */
  @SuppressWarnings("unchecked") // withFact is the only way in, and pairs the types.
  public <T> Optional<Fact<T>> given(InputField<T> field) {
    return Optional.ofNullable((Fact<T>) facts.get(field));
  }

  public <T> Fact<T> get(InputField<T> field) {
    return given(field).orElseGet(() -> Fact.unknown(field.name() + " was not established"));
  }

  public Set<InputField<?>> fields() {
    return Set.copyOf(facts.keySet());
  }

  private static Object unchangeable(Object value) {
    return value instanceof Collection<?> many ? List.copyOf(many) : value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InputRow that && facts.equals(that.facts);
  }

  @Override
  public int hashCode() {
    return facts.hashCode();
  }

  @Override
  public String toString() {
    return "InputRow" + facts.keySet();
  }
}
