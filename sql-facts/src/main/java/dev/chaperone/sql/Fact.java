package dev.chaperone.sql;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that was established, or was not and why: what is unknown can never pass for empty.
 *
 * @param <T> what is known
 */
public sealed interface Fact<T> {
  /** Established. */
  record Known<T>(T value) implements Fact<T> {
    public Known {
      Objects.requireNonNull(value);
    }
  }

  /** Not established. */
  record Unknown<T>(String reason) implements Fact<T> {
    public Unknown {
      Objects.requireNonNull(reason);
    }
  }

  static <T> Fact<T> known(T value) {
    return new Known<>(value);
  }

  static <T> Fact<T> unknown(String reason) {
    return new Unknown<>(reason);
  }

  default boolean isKnown() {
    return this instanceof Known<T>;
  }

  /** Empty where it is unknown: only for callers that treat both cases. */
  default Optional<T> toOptional() {
    return switch (this) {
      case Known<T>(T value) -> Optional.of(value);
      case Unknown<T> unknown -> Optional.empty();
    };
  }

  default <U> Fact<U> map(Function<? super T, ? extends U> change) {
    return switch (this) {
      case Known<T>(T value) -> known(change.apply(value));
      case Unknown<T>(String reason) -> unknown(reason);
    };
  }
}
