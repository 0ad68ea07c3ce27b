package dev.chaperone.proxy.identity;

import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.Identity;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** Everything of this package, wired on one data folder for a gateway. */
public record IdentityServices(
    KeyFolder keys,
    AgentDirectory agents,
    Authenticator authenticator,
    TokenExchange exchange,
    Introspection introspection) {

  /**
   * Opens the keys and reads the agents. Starts nothing: see {@link TokenRenewer#start}.
   *
   * @throws java.io.UncheckedIOException if the key folder cannot be used
   */
  public static IdentityServices open(Path dataFolder, Recordings recordings, Clock clock) {
    KeyFolder keys = KeyFolder.open(dataFolder);
    TokenMinter minter =
        new TokenMinter(keys.signingKey(), clock, () -> UUID.randomUUID().toString());
    AgentDirectory agents = AgentDirectory.open(dataFolder, keys, recordings, minter, clock);
    TokenVerifiers verifiers = TokenVerifiers.of(keys.signingKey(), agents, clock);
    BearerAuthenticator authenticator = new BearerAuthenticator(verifiers);
    return new IdentityServices(
        keys,
        agents,
        authenticator,
        new TokenExchange(verifiers, minter),
        new Introspection(authenticator));
  }

  /** Whether this is an agent of ours that was revoked: nothing it asked for may begin any more. */
  public boolean isRevoked(Identity identity) {
    return identity.issuer().equals(keys.signingKey().issuer())
        && agents.find(identity.agent()).filter(AgentRecord::revoked).isPresent();
  }
}
