package dev.chaperone.proxy.policy;

import java.util.Locale;
import java.util.Optional;

/** What a request does to the warehouse, in the classes that a policy's defaults know. */
public enum Effect {
  READ,
  WRITE,
  SCHEMA,
  /** Who may see what; capacity, projects and connections count as this too. */
  ACCESS,
  /** Looked at and not understood; another thing than an effect nobody established. */
  UNKNOWN;

  /** The name used in policies and conditions. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Effect> ofCode(String code) {
    for (Effect effect : values()) {
      if (effect.code().equals(code)) {
        return Optional.of(effect);
      }
    }
    return Optional.empty();
  }
}
