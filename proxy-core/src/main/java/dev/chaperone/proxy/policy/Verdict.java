package dev.chaperone.proxy.policy;

import java.util.Locale;

/** What becomes of a request, from the mildest to the strictest. */
public enum Verdict {
  ALLOW,
  HOLD,
  DENY;

  /** The name used in policies and frames. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Verdict stricter(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean isMilderThan(Verdict other) {
    return compareTo(other) < 0;
  }
}
