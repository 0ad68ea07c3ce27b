package dev.chaperone.proxy.operator;

/** What stands between a console and governing. */
sealed interface Protection {
  /** For the recordings. */
  default String code() {
    return switch (this) {
      case Open p -> "unprotected";
      case ByPassphrase p -> "passphrase";
      case BySignIn p -> "oidc";
      case Shut p -> "refusing";
    };
  }

  /** Nothing: whoever reaches the console governs. */
  record Open(String told) implements Protection {}

  /**
   * @param digest of the passphrase's file: sessions end when it is another
   */
  record ByPassphrase(PassphraseHash hash, String digest) implements Protection {}

  record BySignIn(SignInProvider provider) implements Protection {}

  /** Nobody governs before something is set right. */
  record Shut(String told) implements Protection {}
}
