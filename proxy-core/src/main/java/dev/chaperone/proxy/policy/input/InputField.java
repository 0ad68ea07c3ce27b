package dev.chaperone.proxy.policy.input;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One input by name and type, such as {@code estimate.bytes}.
 *
 * @param section the name before the dot; {@code table} and {@code column} are the elements of the
 *     lists {@code tables} and {@code columns}
 * @param <T> what its value is in Java
 */
public record InputField<T>(String section, String name, InputKind kind, String about) {
  public InputField {
    Objects.requireNonNull(section);
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(about);
  }

  static InputField<String> text(String section, String name, String about) {
    return new InputField<>(section, name, InputKind.TEXT, about);
  }

  static InputField<Long> whole(String section, String name, String about) {
    return new InputField<>(section, name, InputKind.WHOLE, about);
  }

  static InputField<Double> decimal(String section, String name, String about) {
    return new InputField<>(section, name, InputKind.DECIMAL, about);
  }

  static InputField<Boolean> flag(String section, String name, String about) {
    return new InputField<>(section, name, InputKind.FLAG, about);
  }

  static InputField<List<String>> texts(String section, String name, String about) {
    return new InputField<>(section, name, InputKind.TEXTS, about);
  }

  static InputField<Instant> instant(String section, String name, String about) {
    return new InputField<>(section, name, InputKind.INSTANT, about);
  }

  static InputField<Duration> duration(String section, String name, String about) {
    return new InputField<>(section, name, InputKind.DURATION, about);
  }

  /** As it stands in conditions. */
  public String path() {
    return section + "." + name;
  }

  @Override
  public String toString() {
    return path();
  }
}
