package dev.chaperone.app.cli;

import dev.chaperone.app.data.OwnerLock;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.host.PortHolder;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.proxy.gateway.GatewayException;
import dev.chaperone.recordings.RecordingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/** Starts a gateway process and says in plain words why it cannot. */
final class GatewayStarter {

  private static final String CANNOT_START = "the gateway cannot start: ";

  private final Shell shell;

  GatewayStarter(Shell shell) {
    this.shell = shell;
  }

  GatewayHost start(Door door, ServeSettings settings) {
    OwnerLock lock = door.own();
    try {
      requireFree(settings);
    } catch (CommandFailure e) {
      release(lock);
      throw e;
    }
    return told(
        () -> GatewayHost.start(lock, door.record(), settings, shell.parts(), shell.environment()));
  }

  /** Starts the gateway of a host that runs without; says why it cannot. */
  Optional<String> startIn(GatewayHost host, ServeSettings settings) {
    try {
      requireFree(settings);
      told(
          () -> {
            host.startGateway();
            return host;
          });
      return Optional.empty();
    } catch (CommandFailure e) {
      return Optional.of(String.valueOf(e.getMessage()).replace(CANNOT_START, ""));
    }
  }

  private interface Starting {
    GatewayHost start() throws IOException;
  }

  private static GatewayHost told(Starting starting) {
    try {
      return starting.start();
    } catch (RecordingException e) {
      throw new CommandFailure(Exit.STORE, String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
    } catch (GatewayException | UncheckedIOException | IOException e) {
      throw new CommandFailure(Exit.FAILED, CANNOT_START + e.getMessage(), e);
    }
  }

  private static void requireFree(ServeSettings settings) {
    requireFree(settings.httpPort(), "--port");
    requireFree(settings.httpsPort(), "--https-port");
  }

  /** Asked before the gateway starts, so that the answer can name the option and the holder. */
  private static void requireFree(int port, String option) {
    if (port == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (BindException e) {
      String holder =
          new PortHolder(Path.of("/proc"))
              .of(port)
              .map(who -> "by " + who)
              .orElse("by another program");
      throw new CommandFailure(
          Exit.PORT_BUSY,
          "port "
              + port
              + " is taken "
              + holder
              + "; end it, or choose another with "
              + option
              + " (0 takes a free one)",
          e);
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.PORT_BUSY, "port " + port + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static void release(OwnerLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      // The process ends now, and with it the lock.
    }
  }
}
