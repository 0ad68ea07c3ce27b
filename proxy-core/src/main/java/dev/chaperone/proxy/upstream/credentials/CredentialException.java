package dev.chaperone.proxy.upstream.credentials;

/**
 * The Google credential gives no access token. The message says what happened and what to do; it
 * never holds key material, tokens or a token endpoint's raw answer, and neither does a cause.
 */
public final class CredentialException extends Exception {
  private static final long serialVersionUID = 1L;

  public CredentialException(String message) {
    super(message);
  }
}
