package dev.chaperone.console;

/** What a console could not do, said for a person: what happened and what to do next. */
public final class ConsoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, for callers that react differently. */
  public enum Code {
    /** What was named does not exist. */
    NOT_FOUND,
    /** What was asked makes no sense, or is not possible in this state. */
    INVALID,
    /** Only an operator may do this: {@link Console#unlock} first, then ask again. */
    NEEDS_OPERATOR,
    /** The proof of being an operator did not hold, or cannot be taken now. */
    REFUSED_OPERATOR,
    /** The owning process is gone or closed the connection; attach again. */
    GONE,
    /** Another process owns the data folder and does not answer. */
    IN_USE,
    /** The store cannot be read or written. */
    STORE,
    /** A fault of the program; its log says more. */
    INTERNAL
  }

  private final Code code;

  public ConsoleException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public ConsoleException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
