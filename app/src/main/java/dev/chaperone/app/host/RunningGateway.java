package dev.chaperone.app.host;

import dev.chaperone.app.control.AgentDesk;
import dev.chaperone.console.ApprovalDesk;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A gateway that listens. */
public interface RunningGateway extends AutoCloseable {
  InetSocketAddress http();

  InetSocketAddress https();

  AgentDesk agents();

  ApprovalDesk approvals();

  Path caCertificate();

  Path trustStore();

  @Override
  void close();
}
