package dev.chaperone.proxy.operator;

import java.net.URI;
import java.util.Set;

/**
 * An OpenID Connect provider and who of its people are operators.
 *
 * @param issuer https, or http on loopback
 * @param allowed subjects, or e-mail addresses that the provider has verified; at least one
 */
public record SignInProvider(URI issuer, String clientId, Set<String> allowed) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  public SignInProvider {
    allowed = Set.copyOf(allowed);
    if (allowed.isEmpty()) {
      throw new IllegalArgumentException(
          "say who the operators are with --operator-allowed SUBJECT_OR_EMAIL; else everybody with"
              + " an account at the issuer would be one");
    }
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("signing in needs --operator-client-id");
    }
    boolean safe =
        issuer.getHost() != null
            && ("https".equals(issuer.getScheme())
                || "http".equals(issuer.getScheme()) && LOOPBACK.contains(issuer.getHost()));
    if (!safe || issuer.getRawUserInfo() != null || issuer.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "--operator-issuer takes an https address, such as https://accounts.google.com");
    }
  }
}
