package dev.chaperone.proxy.identity;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The endpoint {@code /v1/introspect} (RFC 7662), which gcloud asks for the account's name. It
 * knows this gateway's own valid tokens; of any other it only says that it is not active.
 */
public final class Introspection {
  private final BearerAuthenticator authenticator;

  public Introspection(BearerAuthenticator authenticator) {
    this.authenticator = authenticator;
  }

  /**
   * @param form the decoded form parameters
   */
  public TokenResponse introspect(Map<String, String> form) {
    String token = form.getOrDefault("token", "").strip();
    if (token.isEmpty()) {
      return TokenResponse.error("invalid_request", "token is missing");
    }
    try {
      VerifiedToken verified = authenticator.verify(token);
      Principal principal = verified.principal();
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("active", true);
      body.put("username", principal.identity().agent());
      body.put("sub", principal.identity().subject());
      body.put("iss", principal.identity().issuer());
      body.put("aud", verified.use().audience());
      body.put("exp", principal.expires().getEpochSecond());
      body.put("jti", principal.tokenId());
      body.put("token_type", "Bearer");
      body.put("scope", "https://www.googleapis.com/auth/bigquery");
      return TokenResponse.ok(body);
    } catch (InvalidTokenException e) {
      return TokenResponse.ok(Map.of("active", false));
    }
  }
}
