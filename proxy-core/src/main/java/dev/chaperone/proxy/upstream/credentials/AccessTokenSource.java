package dev.chaperone.proxy.upstream.credentials;

import java.time.Instant;

/** Fetches a new access token, however long that takes. */
@FunctionalInterface
interface AccessTokenSource {

  Token fetch() throws CredentialException;

  /** An access token; its value is a secret and not in {@link #toString}. */
  record Token(String value, Instant expires) {
    @Override
    public String toString() {
      return "Token[expires=" + expires + "]";
    }
  }
}
