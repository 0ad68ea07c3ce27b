package dev.chaperone.app.cli;

import dev.chaperone.app.control.ConsoleAddress;
import dev.chaperone.app.control.ConsolePort;
import dev.chaperone.app.control.Fingerprint;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.Reasons;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.host.PortHolder;
import dev.chaperone.proxy.tls.ConsoleCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the port at which operators on other machines attach; off unless asked for. */
final class ConsolePortOptions {
  private static final int MAX_PORT = 65_535;
  private static final String USUAL_BIND = "127.0.0.1";

  @Option(
      names = "--console-port",
      paramLabel = "N",
      description = {
        "Let operators on other machines attach here, over TLS and after a login by passphrase; 0"
            + " for a free port (default: no such port)."
      })
  private @Nullable Integer port;

  @Option(
      names = "--console-bind",
      paramLabel = "ADDR",
      defaultValue = USUAL_BIND,
      description = "The address of that port (default: ${DEFAULT-VALUE}).")
  private String bind = USUAL_BIND;

  /**
   * What was opened.
   *
   * @param address host and port, as a console is told it
   */
  record Opened(String address, Fingerprint fingerprint) {}

  /** Before anything starts. */
  void check() {
    if (port == null && !bind.equals(USUAL_BIND)) {
      throw new CommandFailure(Exit.USAGE, "--console-bind goes with --console-port.");
    }
    if (port != null && (port < 0 || port > MAX_PORT)) {
      throw new CommandFailure(
          Exit.USAGE, "--console-port takes a number from 0 to " + MAX_PORT + ".");
    }
  }

  Optional<Opened> open(Shell shell, DataFolder folder, GatewayHost host) {
    return port == null ? Optional.empty() : Optional.of(open(shell, folder, host, port));
  }

  private Opened open(Shell shell, DataFolder folder, GatewayHost host, int number) {
    try {
      ConsoleCertificate certificate = ConsoleCertificate.open(folder.root(), shell.clock());
      InetSocketAddress where = new InetSocketAddress(InetAddress.getByName(bind), number);
      ConsolePort opened = host.openConsolePort(where, certificate.context());
      return new Opened(
          new ConsoleAddress(where.getAddress().getHostAddress(), opened.address().getPort())
              .toString(),
          new Fingerprint(certificate.sha256()));
    } catch (UnknownHostException e) {
      throw new CommandFailure(
          Exit.USAGE, "--console-bind takes an address of this machine, such as 192.0.2.7.", e);
    } catch (BindException e) {
      throw busy(number, e);
    } catch (UncheckedIOException e) {
      throw new CommandFailure(Exit.FAILED, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.FAILED, "the console port cannot be opened: " + Reasons.of(e), e);
    }
  }

  private CommandFailure busy(int number, BindException e) {
    String holder = new PortHolder(Path.of("/proc")).of(number).map(w -> "by " + w).orElse("");
    return new CommandFailure(
        Exit.PORT_BUSY,
        "the console port "
            + bind
            + ":"
            + number
            + " cannot be opened: "
            + (holder.isEmpty() ? String.valueOf(e.getMessage()) : "it is taken " + holder)
            + "; choose another with --console-port (0 takes a free one) or --console-bind",
        e);
  }
}
