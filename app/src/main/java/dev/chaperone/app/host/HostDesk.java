package dev.chaperone.app.host;

import dev.chaperone.app.control.AgentDesk;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import java.util.Optional;
import java.util.function.Supplier;

/** The running gateway's agents; until one runs, the data folder's own, opened when asked for. */
final class HostDesk implements AgentDesk {
  private final Supplier<AgentDesk> withoutGateway;
  private Optional<AgentDesk> current = Optional.empty();

  HostDesk(Supplier<AgentDesk> withoutGateway) {
    this.withoutGateway = withoutGateway;
  }

  synchronized void use(AgentDesk gateways) {
    current = Optional.of(gateways);
  }

  private synchronized AgentDesk desk() {
    if (current.isEmpty()) {
      current = Optional.of(withoutGateway.get());
    }
    return current.get();
  }

  @Override
  public IssuedAgent create(NewAgent agent) {
    return desk().create(agent);
  }

  @Override
  public IssuedAgent tokenOf(String name) {
    return desk().tokenOf(name);
  }

  @Override
  public void revoke(String name) {
    desk().revoke(name);
  }
}
