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
    if (!Providers.isSafe(issuer)
        || issuer.getRawUserInfo() != null
        || issuer.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "--operator-issuer takes an https address, such as https://accounts.google.com");
    }
  }
}
