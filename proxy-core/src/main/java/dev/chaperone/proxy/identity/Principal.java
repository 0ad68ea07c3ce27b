package dev.chaperone.proxy.identity;

import dev.chaperone.recordings.frame.Identity;
import java.time.Instant;
import java.util.List;

/**
 * Who a verified token speaks for, and what its issuer vouches for. Holds nothing secret.
 *
 * @param sessionClaim the token's {@code sid}, {@code ""} if it has none: the session then ends
 *     with an idle gap
 * @param expires when the token itself ends
 * @param tokenId the token's {@code jti}
 */
public record Principal(
    Identity identity,
    List<String> groups,
    String model,
    String purpose,
    String sessionClaim,
    Instant expires,
    String tokenId) {
  public Principal {
    groups = List.copyOf(groups);
  }
}
