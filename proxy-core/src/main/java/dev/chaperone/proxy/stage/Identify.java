package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.identity.Authenticator;
import dev.chaperone.proxy.identity.InvalidTokenException;
import dev.chaperone.proxy.identity.Principal;
import dev.chaperone.proxy.surface.BigQueryError;
import java.util.Locale;
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
    try {
      Principal principal = authenticator.authenticate(bearer(exchange.request()).orElse(""));
      arrivals.identified(exchange, principal);
    } catch (InvalidTokenException e) {
      throw new Refusal(
          "token-" + e.reason().name().toLowerCase(Locale.ROOT),
          BigQueryError.unauthenticated(String.valueOf(e.getMessage())),
          Map.of("WWW-Authenticate", e.challenge()));
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
}
