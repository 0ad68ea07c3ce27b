package dev.chaperone.proxy.upstream.credentials;

/**
 * The Google credential gives no access token. The message says what happened and what to do; it
 * never holds key material, tokens or a token endpoint's raw answer, and there is no cause that
 * might.
 */
public final class CredentialException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String explanation;

  public CredentialException(String explanation) {
    super(explanation);
    this.explanation = explanation;
  }

  /** The message, never null. */
  public String explanation() {
    return explanation;
  }
}
