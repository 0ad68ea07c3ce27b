package dev.chaperone.proxy.policy.condition;

/** Ends the evaluation of what an unknown input decides. */
final class UnknownInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownInputException(String path, String reason) {
    super(path + " is unknown: " + reason, null, false, false);
  }
}
