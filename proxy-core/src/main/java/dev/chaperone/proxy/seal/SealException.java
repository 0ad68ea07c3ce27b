package dev.chaperone.proxy.seal;

/** Something sealed, or a key, is not what it should be; the message is for a person. */
public final class SealException extends Exception {
  private static final long serialVersionUID = 1L;

  SealException(String message) {
    super(message);
  }

  SealException(String message, Throwable cause) {
    super(message, cause);
  }
}
