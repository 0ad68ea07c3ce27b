package dev.chaperone.proxy.policy.change;

import java.util.Objects;

/**
 * One way in which a new policy may permit more than the old one.
 *
 * @param part the policy's key, such as {@code rules}
 * @param what in a sentence for the operator who has to confirm it
 */
public record Loosening(String part, String what) {
  public Loosening {
    Objects.requireNonNull(part);
    Objects.requireNonNull(what);
  }

  @Override
  public String toString() {
    return part + ": " + what;
  }
}
