package dev.chaperone.proxy.gateway;

import dev.chaperone.proxy.review.Ways;
import dev.chaperone.proxy.upstream.HttpUpstream;
import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.proxy.upstream.credentials.CredentialException;
import dev.chaperone.proxy.upstream.credentials.HostRules;
import dev.chaperone.proxy.upstream.credentials.UpstreamCredentials;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a gateway's requests go: by the policy's connections, or all to one place.
 *
 * @param connections addresses of the policy's connections
 */
record Roads(Upstreams upstreams, Ways ways, Supplier<List<URI>> connections)
    implements AutoCloseable {

  /**
   * Opens them.
   *
   * @throws IllegalArgumentException if a credential must not go where it would, with the way out
   * @throws GatewayException if a credential cannot be opened
   */
  static Roads open(GatewayConfig config, Optional<Oversight> oversight, Clock clock) {
    Lanes.Opener opener = address -> upstream(address, config, clock);
    if (oversight.isPresent()) {
      Connections connections = Connections.open(oversight.get().policy(), config, opener);
      return new Roads(connections, connections, connections::upstreams);
    }
    HostRules.check(config.upstream(), config.credentials(), config.allowedUpstreams());
    try {
      Upstream only = opener.open(new Lanes.Address(config.upstream(), config.credentials()));
      return new Roads(only, Ways.only(only.base()), List::of);
    } catch (CredentialException e) {
      throw new GatewayException(e.explanation(), e);
    }
  }

  private static Upstream upstream(Lanes.Address address, GatewayConfig config, Clock clock)
      throws CredentialException {
    return new HttpUpstream(
        address.upstream(),
        UpstreamCredentials.open(address.credential(), clock),
        config.limits().upstreamHead(),
        config.limits().upstreamStall());
  }

  List<URI> addresses() {
    return connections.get();
  }

  @Override
  public void close() {
    upstreams.close();
  }
}
