package dev.chaperone.recordings;

/**
 * The store cannot do what was asked. What cannot be recorded is not forwarded, so the message is
 * written for the person who has to mend it: what failed and what to do.
 */
public final class RecordingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, for callers that react differently. */
  public enum Code {
    /** No space left, or only the reserve is left. */
    STORE_FULL,
    /** The folder or file cannot be written. */
    STORE_NOT_WRITABLE,
    /** Storage failed in another way. */
    STORE_FAILED,
    /** What was read is not what was written. */
    DAMAGED,
    /** Another process owns the data folder. */
    IN_USE,
    /** The store is closed. */
    CLOSED
  }

  private final Code code;

  public RecordingException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public RecordingException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
