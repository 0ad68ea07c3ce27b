package dev.chaperone.proxy.policy.model;

import java.util.Objects;

/**
 * A masking method with what it needs.
 *
 * @param argument the constant, the bucket's width or the date's unit; {@code ""} where the method
 *     needs none
 */
public record Masking(MaskingMethod method, String argument) {
  public Masking {
    Objects.requireNonNull(method);
    Objects.requireNonNull(argument);
  }
}
