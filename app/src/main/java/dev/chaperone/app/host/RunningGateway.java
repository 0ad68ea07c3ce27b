package dev.chaperone.app.host;

import dev.chaperone.app.control.AgentDesk;
import dev.chaperone.console.ApprovalDesk;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

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

  Path caCertificate();

  Path trustStore();

  @Override
  void close();
}
