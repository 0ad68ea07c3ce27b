package dev.chaperone.recordings.frame;

/**
 * Names one session of a recordings store; {@code system} is reserved for the store's own frames.
 */
public record SessionId(String value) {
  public static final SessionId SYSTEM = new SessionId("system");

  public SessionId {
    Ids.check(value, "session id");
  }

  @Override
  public String toString() {
    return value;
  }
}
