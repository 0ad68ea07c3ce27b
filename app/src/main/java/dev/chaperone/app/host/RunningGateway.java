package dev.chaperone.app.host;

import dev.chaperone.app.control.AgentDesk;
import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.proxy.policy.store.PolicyState;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A gateway that listens. */
public interface RunningGateway extends AutoCloseable {
  InetSocketAddress http();

  InetSocketAddress https();

  AgentDesk agents();

  ApprovalDesk approvals();

  /** Addresses of the policy's connections; empty where the settings' upstream is used. */
  default List<URI> connections() {
    return List.of();
  }

  /** Calls back whenever a policy comes into force, waits for an operator, or cannot be used. */
  default void onPolicyChange(Consumer<PolicyState> listener) {}

  Path caCertificate();

  Path trustStore();

  @Override
  void close();
}
