package dev.chaperone.sql.wire;

import java.io.IOException;

/** What was received is not what this version of the codec writes, or is beyond its limits. */
public final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  public WireException(String message) {
    super(message);
  }

  WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
