package dev.chaperone.proxy.operator;

/** A sign-in that does not show an operator; the message says why, for a person. */
final class SignInException extends Exception {
  private static final long serialVersionUID = 1L;

  SignInException(String message) {
    super(message);
  }

  SignInException(String message, Throwable cause) {
    super(message, cause);
  }
}
