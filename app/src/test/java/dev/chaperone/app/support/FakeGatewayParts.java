package dev.chaperone.app.support;

import dev.chaperone.app.control.AgentDesk;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Parts;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.app.host.RunningGateway;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.proxy.operator.OperatorAuth;
import dev.chaperone.proxy.operator.OperatorGuard;
import dev.chaperone.proxy.seal.ReviewerKeys;
import dev.chaperone.recordings.Recordings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;

/** A real store, and a gateway that does nothing but decide what it is told to. */
public final class FakeGatewayParts implements Parts {
  private final RealParts real = new RealParts(Clock.systemUTC());
  private final ApprovalDesk approvals;

  public FakeGatewayParts(ApprovalDesk approvals) {
    this.approvals = approvals;
  }

  @Override
  public Recordings openStore(DataFolder data) {
    return real.openStore(data);
  }

  @Override
  public Recordings rebuildStore(DataFolder data) {
    return real.rebuildStore(data);
  }

  @Override
  public AgentDesk openAgents(DataFolder data, Recordings recordings) {
    return real.openAgents(data, recordings);
  }

  @Override
  public OperatorGuard openOperators(DataFolder data, Recordings recordings, OperatorAuth auth) {
    return real.openOperators(data, recordings, auth);
  }

  @Override
  public RunningGateway startGateway(
      ServeSettings settings,
      Recordings recordings,
      OperatorGuard operators,
      ReviewerKeys reviewers) {
    operators.gatewayStarts();
    AgentDesk agents = openAgents(settings.data(), recordings);
    return new Running(agents, approvals, settings.data().root());
  }

  private record Running(AgentDesk agents, ApprovalDesk approvals, Path folder)
      implements RunningGateway {
    @Override
    public InetSocketAddress http() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public InetSocketAddress https() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);
    }

    @Override
    public Path caCertificate() {
      return folder.resolve("ca.pem");
    }

    @Override
    public Path trustStore() {
      return folder.resolve("ca.p12");
    }

    @Override
    public void close() {}
  }
}
