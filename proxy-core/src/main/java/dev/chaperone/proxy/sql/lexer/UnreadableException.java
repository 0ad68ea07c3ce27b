package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.Doubt;

/** A text that is not cut into tokens or statements, because a guess could be wrong. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Doubt.Reason reason;

  UnreadableException(Doubt.Reason reason, String message) {
    // Thrown for whatever an agent sends: no stack trace is worth its time.
    super(message, null, false, false);
    this.reason = reason;
  }

  static UnreadableException at(int position, String what) {
    return new UnreadableException(
        Doubt.Reason.NOT_READABLE, "%s at character %,d".formatted(what, position + 1));
  }

  public Doubt doubt() {
    return new Doubt(reason, String.valueOf(getMessage()));
  }
}
