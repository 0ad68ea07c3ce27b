package dev.chaperone.proxy.session;

import dev.chaperone.recordings.frame.SessionId;

/** A request's stay in its session; a session with a visitor does not go idle. */
public final class Visit implements AutoCloseable {
  private final SessionId session;
  private final Runnable leave;

  Visit(SessionId session, Runnable leave) {
    this.session = session;
    this.leave = leave;
  }

  public SessionId session() {
    return session;
  }

  @Override
  public void close() {
    leave.run();
  }
}
