package dev.chaperone.proxy.session;

/** One identity opens more sessions than it may; the message is fit for the agent. */
public final class TooManySessionsException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String explanation;

  TooManySessionsException(String message) {
    super(message, null, false, false);
    explanation = message;
  }

  /** The message, never null. */
  public String explanation() {
    return explanation;
  }
}
