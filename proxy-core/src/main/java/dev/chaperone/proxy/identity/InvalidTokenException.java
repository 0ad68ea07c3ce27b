package dev.chaperone.proxy.identity;

/**
 * A token that is not accepted. The message tells the agent's owner what to do next and never holds
 * any part of the token.
 */
public final class InvalidTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  /** OAuth's error code for every refused bearer token (RFC 6750 section 3.1). */
  public static final String OAUTH_ERROR = "invalid_token";

  /** Why, for metrics, frames and tests. */
  public enum Reason {
    MISSING,
    MALFORMED,
    EXPIRED,
    /** Revoked, or of an agent or generation that does not exist (any more). */
    REVOKED,
    SIGNATURE,
    AUDIENCE,
    ISSUER,
    ALGORITHM,
    TYPE
  }

  private final Reason reason;
  private final String message;

  public InvalidTokenException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }

  public Reason reason() {
    return reason;
  }

  public String oauthError() {
    return OAUTH_ERROR;
  }

  /** The {@code WWW-Authenticate} header of the 401; RFC 6750 wants no error code if none came. */
  public String challenge() {
    String realm = "Bearer realm=\"chaperone\"";
    return reason == Reason.MISSING
        ? realm
        : realm
            + ", error=\""
            + OAUTH_ERROR
            + "\", error_description=\""
            + getMessage().replaceAll("[^ !#-\\[\\]-~]", "'")
            + "\"";
  }
}
