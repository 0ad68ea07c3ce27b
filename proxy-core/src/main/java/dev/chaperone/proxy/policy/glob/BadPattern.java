package dev.chaperone.proxy.policy.glob;

/** A pattern that cannot be read. Its message says what to write. */
public final class BadPattern extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  BadPattern(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
