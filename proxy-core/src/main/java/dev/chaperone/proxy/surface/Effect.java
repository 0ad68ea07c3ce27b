package dev.chaperone.proxy.surface;

import java.util.Locale;

/**
 * What a call does to the warehouse, for policy and for people. Where a method can have several, it
 * has the one that matters most: {@code datasets.patch} may change who has access, so it counts as
 * that.
 */
public enum Effect {
  READ_METADATA,
  READ_DATA,
  /** Starts or stops a job; what the job does is read from its configuration. */
  QUERY,
  WRITE_DATA,
  CHANGE_SCHEMA,
  CHANGE_ACCESS,
  ADMIN;

  /** The name used in frames, policies and the catalogue, such as {@code read-data}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The effect with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Effect ofCode(String code) {
    for (Effect effect : values()) {
      if (effect.code().equals(code)) {
        return effect;
      }
    }
    throw new IllegalArgumentException("no effect is called " + code);
  }
}
