package dev.chaperone.proxy.approval.hold;

/** There is no such hold, or it has long been over. */
public final class UnknownHoldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownHoldException(String id) {
    super("There is no open hold " + id + ". List holds to see their ids.");
  }
}
