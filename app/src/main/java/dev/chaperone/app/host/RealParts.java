package dev.chaperone.app.host;

import dev.chaperone.app.control.AgentDesk;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.proxy.gateway.Gateway;
import dev.chaperone.proxy.gateway.GatewayConfig;
import dev.chaperone.proxy.gateway.Limits;
import dev.chaperone.proxy.gateway.Oversight;
import dev.chaperone.proxy.identity.AgentDirectory;
import dev.chaperone.proxy.identity.KeyFolder;
import dev.chaperone.proxy.identity.TokenMinter;
import dev.chaperone.proxy.operator.OperatorAuth;
import dev.chaperone.proxy.operator.OperatorGuard;
import dev.chaperone.proxy.policy.store.PolicyState;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.seal.ReviewerKeys;
import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import dev.chaperone.recordings.LocalRecordings;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.StoreConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The parts as they are shipped. */
public final class RealParts implements Parts {
  private static final String LOOPBACK = "127.0.0.1";
  private static final List<String> DATABASE = List.of("recordings.mv.db", "recordings.checksum");

  private final Clock clock;
  private final Optional<Path> root;

  /** Without Google's analyser. */
  public RealParts(Clock clock) {
    this(clock, Optional.empty());
  }

  /**
   * @param root where the program lies, if that is known
   */
  public RealParts(Clock clock, Optional<Path> root) {
    this.clock = clock;
    this.root = root;
  }

  @Override
  public Recordings openStore(DataFolder data) {
    StoreConfig usual = StoreConfig.of(data.root(), clock);
    // For small disks and for tests; people never need it.
    long reserve = Long.getLong("chaperone.disk.reserve", usual.reserveBytes());
    return LocalRecordings.open(usual.withSizes(usual.segmentBytes(), usual.queueBytes(), reserve));
  }

  @Override
  public Recordings rebuildStore(DataFolder data) {
    try {
      // The store makes anew what it misses; the journal is the truth.
      for (String name : DATABASE) {
        Files.deleteIfExists(data.root().resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the old database cannot be removed: " + e.getMessage(), e);
    }
    return openStore(data);
  }

  @Override
  public AgentDesk openAgents(DataFolder data, Recordings recordings) {
    KeyFolder keys = KeyFolder.open(data.root());
    TokenMinter minter =
        new TokenMinter(keys.signingKey(), clock, () -> UUID.randomUUID().toString());
    return new GatewayAgents(AgentDirectory.open(data.root(), keys, recordings, minter, clock));
  }

  @Override
  public OperatorGuard openOperators(DataFolder data, Recordings recordings, OperatorAuth auth) {
    return OperatorGuard.open(
        data.root(), recordings, auth, System.getProperty("user.name", "operator"), clock);
  }

  @Override
  public RunningGateway startGateway(
      ServeSettings settings,
      Recordings recordings,
      OperatorGuard operators,
      ReviewerKeys reviewers) {
    operators.gatewayStarts();
    GatewayConfig config =
        new GatewayConfig(
            settings.data().root(),
            LOOPBACK,
            settings.httpPort(),
            settings.httpsPort(),
            settings.upstream(),
            CredentialSpec.parse(settings.credentials()),
            settings.allowedUpstreams(),
            Set.of(),
            operators::isUnprotected,
            Limits.DEFAULT,
            settings.overrides());
    Closing extras = new Closing();
    try {
      Oversight oversight =
          oversight(settings.policy(), settings.lexerOnly(), recordings, operators, extras);
      return new Running(
          Gateway.start(config, Optional.of(oversight), recordings, reviewers, clock),
          oversight.policy(),
          extras);
    } catch (RuntimeException e) {
      extras.close();
      throw e;
    }
  }

  private Oversight oversight(
      String policy,
      boolean lexerOnly,
      Recordings recordings,
      OperatorGuard operators,
      Closing extras) {
    PolicyWatching watching =
        extras.add(PolicyWatching.start(policy, clock, recordings, operators));
    return new Oversight(watching.store(), extras.add(Analysers.start(root, lexerOnly)));
  }

  private record Running(Gateway gateway, PolicyStore policies, Closing extras)
      implements RunningGateway {
    @Override
    public InetSocketAddress http() {
      return gateway.http();
    }

    @Override
    public InetSocketAddress https() {
      return gateway.https();
    }

    @Override
    public AgentDesk agents() {
      return new GatewayAgents(gateway.agents());
    }

    @Override
    public ApprovalDesk approvals() {
      return gateway.approvals();
    }

    @Override
    public List<URI> connections() {
      return gateway.connections();
    }

    @Override
    public void onPolicyChange(Consumer<PolicyState> listener) {
      policies.onChange(listener);
    }

    @Override
    public Path caCertificate() {
      return gateway.ca().certificateFile();
    }

    @Override
    public Path trustStore() {
      return gateway.ca().trustStoreFile();
    }

    @Override
    public void close() {
      gateway.close();
      extras.close();
    }
  }
}
