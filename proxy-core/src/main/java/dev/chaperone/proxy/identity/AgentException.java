package dev.chaperone.proxy.identity;

/** An agent cannot be created, renewed or revoked as asked; the message says what to do instead. */
public final class AgentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, for exit codes and tests. */
  public enum Code {
    /** A name, group, model, purpose or life that is not allowed. */
    INVALID,
    /** There already is a live agent of that name. */
    EXISTS,
    /** There is no such agent. */
    UNKNOWN,
    /** The agent is revoked or has expired. */
    ENDED,
    /** The token file cannot be written. */
    TOKEN_FILE
  }

  private final Code code;

  public AgentException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public AgentException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
