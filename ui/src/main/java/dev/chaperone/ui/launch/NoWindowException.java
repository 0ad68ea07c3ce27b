package dev.chaperone.ui.launch;

/** The window cannot be opened here; the message is one line that says why and what to do. */
public final class NoWindowException extends Exception {
  private static final long serialVersionUID = 1L;

  public NoWindowException(String message) {
    super(message);
  }

  public NoWindowException(String message, Throwable cause) {
    super(message, cause);
  }
}
