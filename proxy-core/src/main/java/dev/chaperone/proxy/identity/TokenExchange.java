package dev.chaperone.proxy.identity;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The token endpoint {@code /v1/token} (RFC 8693): gives an agent's own token for a short access
 * token. Scope, audience and client authentication are accepted as clients send them and change
 * nothing: the subject token alone decides.
 */
public final class TokenExchange {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final Set<String> SUBJECT_TYPES =
      Set.of("urn:ietf:params:oauth:token-type:jwt", "urn:ietf:params:oauth:token-type:id_token");

  private final TokenVerifiers verifiers;
  private final TokenMinter minter;

  public TokenExchange(TokenVerifiers verifiers, TokenMinter minter) {
    this.verifiers = verifiers;
    this.minter = minter;
  }

  /**
   * @param form the decoded form parameters
   */
  public TokenResponse exchange(Map<String, String> form) {
    String grant = form.getOrDefault("grant_type", "");
    if (grant.isEmpty()) {
      return TokenResponse.error("invalid_request", "grant_type is missing; send " + GRANT);
    }
    if (!grant.equals(GRANT)) {
      return TokenResponse.error(
          "unsupported_grant_type", "This endpoint only exchanges tokens; grant_type is " + GRANT);
    }
    if (!SUBJECT_TYPES.contains(form.getOrDefault("subject_token_type", "").strip())) {
      return TokenResponse.error(
          "invalid_request",
          "subject_token_type must be urn:ietf:params:oauth:token-type:jwt, an agent's own token");
    }
    if (!form.getOrDefault("requested_token_type", ACCESS_TOKEN).strip().equals(ACCESS_TOKEN)) {
      return TokenResponse.error(
          "invalid_request", "requested_token_type can only be " + ACCESS_TOKEN);
    }
    if (form.containsKey("actor_token")) {
      return TokenResponse.error("invalid_request", "actor_token is not supported; leave it out");
    }
    // Clients read the token from a file and send its final newline along.
    String subject = form.getOrDefault("subject_token", "").strip();
    if (subject.isEmpty()) {
      return TokenResponse.error(
          "invalid_request",
          "subject_token is missing; send the content of the agent's token file");
    }
    try {
      return exchange(verifiers.verify(subject, EnumSet.of(TokenUse.AGENT)));
    } catch (InvalidTokenException e) {
      return TokenResponse.error("invalid_grant", e.getMessage());
    }
  }

  private TokenResponse exchange(VerifiedToken subject) {
    Principal principal = subject.principal();
    TokenMinter.Minted minted =
        minter.mint(
            new TokenMinter.Claims(
                principal.identity().agent(),
                subject.generation(),
                principal.groups(),
                principal.model(),
                principal.purpose(),
                principal.sessionClaim()),
            TokenUse.ACCESS,
            principal.expires());
    if (minted.secondsToLive() < 1) {
      return TokenResponse.error(
          "invalid_grant", "The subject token is about to expire. Read the token file again.");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access_token", minted.token());
    body.put("issued_token_type", ACCESS_TOKEN);
    body.put("token_type", "Bearer");
    body.put("expires_in", minted.secondsToLive());
    return TokenResponse.ok(body);
  }
}
