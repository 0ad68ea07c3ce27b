package dev.chaperone.proxy.upstream;

import java.io.IOException;

/** Upstream could not be reached or did not answer; the message is fit for the agent. */
public final class UpstreamException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, and the answer the agent gets: clients try again only what may pass. */
  public enum Kind {
    UNREACHABLE("unreachable", 503, "backendError"),
    TIMEOUT("timeout", 503, "backendError"),
    BROKEN("broken", 503, "backendError"),
    /** The gateway has no Google credential to send; trying again does not help. */
    CREDENTIAL("credential", 403, "accessDenied");

    private final String code;
    private final int status;
    private final String reason;

    Kind(String code, int status, String reason) {
      this.code = code;
      this.status = status;
      this.reason = reason;
    }

    public String code() {
      return code;
    }

    public int status() {
      return status;
    }

    public String reason() {
      return reason;
    }
  }

  private final Kind kind;
  private final String explanation;

  public UpstreamException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.explanation = message;
  }

  /** The message, never null. */
  public String explanation() {
    return explanation;
  }

  public Kind kind() {
    return kind;
  }
}
