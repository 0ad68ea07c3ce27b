package dev.chaperone.proxy.policy.model;

import java.util.Locale;

/** How a value is hidden; those above hide at least as much as those below. */
public enum MaskingMethod {
  NULL,
  REDACT,
  CONSTANT,
  HASH,
  BUCKET,
  TRUNCATE_DATE,
  LAST4,
  PARTIAL_EMAIL;

  /** The name used in policies. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Of two methods for one value, the one that hides more. */
  public MaskingMethod stronger(MaskingMethod other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Whether nothing of the value is left. */
  public boolean hidesAll() {
    return this == NULL || this == REDACT || this == CONSTANT;
  }
}
