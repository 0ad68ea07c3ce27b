package dev.chaperone.app.host;

import dev.chaperone.app.control.ControlServer;
import dev.chaperone.app.control.ControlSocket;
import dev.chaperone.app.control.LocalConsole;
import dev.chaperone.app.data.OwnerLock;
import dev.chaperone.app.data.OwnerRecord;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.recordings.Recordings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A whole gateway process: the folder's lock, the store, the gateway and the control socket. */
public final class GatewayHost implements AutoCloseable {
  private final Closing closing;
  private final Console console;
  private final GatewayStatus status;

  private GatewayHost(Closing closing, Console console, GatewayStatus status) {
    this.closing = closing;
    this.console = console;
    this.status = status;
  }

  /**
   * Starts everything; what was started is closed again if a later part fails.
   *
   * @param lock the data folder's lock, which the host takes over
   */
  public static GatewayHost start(
      OwnerLock lock,
      OwnerRecord owner,
      ServeSettings settings,
      Parts parts,
      Map<String, String> environment)
      throws IOException {
    Closing closing = new Closing();
    try {
      closing.add(lock);
      Recordings recordings = closing.add(parts.openStore(settings.data()));
      RunningGateway gateway = closing.add(parts.startGateway(settings, recordings));
      GatewayStatus status = statusOf(settings, gateway);
      Console console =
          new LocalConsole(
              recordings,
              gateway.agents(),
              () -> consoleStatus(settings, owner.started(), status, recordings));
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      Path socket = ControlSocket.place(settings.data(), environment, temporary);
      closing.add(ControlServer.start(console, socket));
      lock.tell(owner.withSocket(socket.toString()));
      return new GatewayHost(closing, console, status);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  /** For the process itself: the same view that others get over the control socket. */
  public Console console() {
    return console;
  }

  public GatewayStatus status() {
    return status;
  }

  private static GatewayStatus statusOf(ServeSettings settings, RunningGateway gateway) {
    String credentials =
        switch (settings.credentials()) {
          case "adc", "none" -> settings.credentials();
          default -> settings.credentials().startsWith("impersonate:") ? "impersonation" : "file";
        };
    return new GatewayStatus(
        text(gateway.http()),
        text(gateway.https()),
        gateway.caCertificate(),
        gateway.trustStore(),
        settings.upstream().toString(),
        credentials);
  }

  private static ConsoleStatus consoleStatus(
      ServeSettings settings, Instant started, GatewayStatus gateway, Recordings recordings) {
    return new ConsoleStatus(
        ProcessHandle.current().pid(),
        settings.data().root(),
        started,
        Optional.of(gateway),
        recordings.health(),
        recordings.lastSequence(),
        true);
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  @Override
  public void close() {
    closing.close();
  }
}
