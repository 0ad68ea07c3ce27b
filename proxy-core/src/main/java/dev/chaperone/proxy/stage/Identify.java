package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.identity.Authenticator;
import dev.chaperone.proxy.identity.InvalidTokenException;
import dev.chaperone.proxy.identity.Principal;
import dev.chaperone.proxy.surface.BigQueryError;
import java.util.Map;
import java.util.Optional;

/** Finds out which agent asks, from its bearer token (RFC 6750). */
public final class Identify implements Stage {
  private static final String BEARER = "bearer ";

  private final Authenticator authenticator;
  private final Arrivals arrivals;

  public Identify(Authenticator authenticator, Arrivals arrivals) {
    this.authenticator = authenticator;
    this.arrivals = arrivals;
  }

  @Override
  public void apply(Exchange exchange) {
    Optional<String> token = bearer(exchange.request());
    if (token.isEmpty()) {
      throw unauthenticated(
          "missing-token",
          "Bearer realm=\"chaperone\"",
          "Chaperone needs a bearer token. Run 'chaperone connect' to set up this client.");
    }
    try {
      Principal principal = authenticator.authenticate(token.get());
      arrivals.identified(exchange, principal);
    } catch (InvalidTokenException e) {
      throw unauthenticated(
          "invalid-token", "Bearer realm=\"chaperone\", error=\"invalid_token\"", e.getMessage());
    }
  }

  private static Optional<String> bearer(AgentRequest request) {
    if (request.headers().all("authorization").size() > 1) {
      return Optional.empty();
    }
    return request
        .headers()
        .first("authorization")
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).trim())
        .filter(value -> !value.isEmpty());
  }

  private static Refusal unauthenticated(String code, String challenge, String message) {
    return new Refusal(
        code, new BigQueryError(401, "authError", message), Map.of("WWW-Authenticate", challenge));
  }
}
