package dev.chaperone.app.host;

import dev.chaperone.app.control.ConsolePort;
import dev.chaperone.app.control.ControlServer;
import dev.chaperone.app.control.ControlSocket;
import dev.chaperone.app.control.LocalConsole;
import dev.chaperone.app.data.OwnerLock;
import dev.chaperone.app.data.OwnerRecord;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.proxy.operator.OperatorGuard;
import dev.chaperone.proxy.operator.RemoteSeat;
import dev.chaperone.proxy.policy.store.PolicyState;
import dev.chaperone.proxy.seal.ReviewerKeys;
import dev.chaperone.recordings.Recordings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * A whole gateway process: the folder's lock, the store, the gateway and the control socket. A
 * window may have it without the gateway for a while, as long as one cannot start.
 */
public final class GatewayHost implements AutoCloseable {
  private final Closing closing = new Closing();
  private final OwnerLock lock;
  private final OwnerRecord owner;
  private final ServeSettings settings;
  private final Parts parts;
  private final Recordings recordings;
  private final HostDesk desk;
  private final HostApprovals approvals = new HostApprovals();
  private final OperatorGuard operators;
  private final ReviewerKeys reviewers;
  private final Console console;
  private final List<Consumer<PolicyState>> policyListeners = new CopyOnWriteArrayList<>();
  private volatile Optional<Supplier<GatewayStatus>> gateway = Optional.empty();
  private volatile String problem = "";

  private GatewayHost(OwnerLock lock, OwnerRecord owner, ServeSettings settings, Parts parts) {
    this.lock = lock;
    this.owner = owner;
    this.settings = settings;
    this.parts = parts;
    closing.add(lock);
    try {
      recordings = closing.add(parts.openStore(settings.data()));
      desk = new HostDesk(() -> parts.openAgents(settings.data(), recordings));
      operators = parts.openOperators(settings.data(), recordings, settings.operatorAuth());
      reviewers = parts.openReviewers(settings.data(), recordings);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
    console = consoleOn(operators.seat("window"));
  }

  /** Each with an operator session of its own. */
  private Console consoleOn(OperatorSeat seat) {
    return new LocalConsole(recordings, desk, approvals, this::consoleStatus, seat, reviewers);
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
    GatewayHost host = open(lock, owner, settings, parts);
    try {
      host.startGateway();
      host.listen(environment);
      return host;
    } catch (IOException | RuntimeException e) {
      host.close();
      throw e;
    }
  }

  /** Opens the store only; nobody else reaches it until {@link #listen}. */
  public static GatewayHost open(
      OwnerLock lock, OwnerRecord owner, ServeSettings settings, Parts parts) {
    return new GatewayHost(lock, owner, settings, parts);
  }

  /** Starts the gateway. If it cannot, the host stays as it was and one may try again. */
  public void startGateway() {
    RunningGateway running =
        closing.add(parts.startGateway(settings, recordings, operators, reviewers));
    desk.use(running.agents());
    approvals.use(running.approvals());
    problem = "";
    running.onPolicyChange(state -> policyListeners.forEach(listener -> listener.accept(state)));
    gateway = Optional.of(() -> statusOf(settings, running));
  }

  /** Calls back whenever a policy comes into force, waits for an operator, or cannot be used. */
  public void onPolicyChange(Consumer<PolicyState> listener) {
    policyListeners.add(listener);
  }

  /** What everybody who asks is told for as long as no gateway runs. */
  public void tellProblem(String why) {
    problem = why;
  }

  public String problem() {
    return problem;
  }

  /** Lets other processes of this user attach. */
  public void listen(Map<String, String> environment) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path socket = ControlSocket.place(settings.data(), environment, temporary);
    closing.add(ControlServer.start(() -> consoleOn(operators.seat("control socket")), socket));
    lock.tell(owner.withSocket(socket.toString()));
  }

  /**
   * Lets operators on other machines attach, after a login by passphrase. Throws {@code
   * REFUSED_OPERATOR} where no passphrase protects governing: nothing would keep others out.
   */
  public ConsolePort openConsolePort(InetSocketAddress where, SSLContext tls) throws IOException {
    if (!operators.asksForPassphrase()) {
      throw new ConsoleException(
          ConsoleException.Code.REFUSED_OPERATOR,
          "a console port needs an operator's passphrase, and none is asked for here. Set one"
              + " (chaperone operator set-passphrase) and start without --operator-auth none or"
              + " oidc, or leave --console-port out");
    }
    return closing.add(ConsolePort.start(where, tls, this::visitorFrom));
  }

  private ConsolePort.Visitor visitorFrom(String address) {
    RemoteSeat seat = operators.remoteSeat("console port", address);
    return new ConsolePort.Visitor(consoleOn(seat), seat::isAdmitted);
  }

  /** For the process itself: the same view that others get over the control socket. */
  public Console console() {
    return console;
  }

  /** The running gateway. */
  public GatewayStatus status() {
    return gateway.orElseThrow(() -> new IllegalStateException("no gateway was started")).get();
  }

  private static GatewayStatus statusOf(ServeSettings settings, RunningGateway gateway) {
    String credentials =
        switch (settings.credentials()) {
          case "adc", "none" -> settings.credentials();
          default -> settings.credentials().startsWith("impersonate:") ? "impersonation" : "file";
        };
    List<URI> connections = gateway.connections();
    if (!connections.isEmpty() && !settings.overrides().credential()) {
      credentials = "policy";
    }
    return new GatewayStatus(
        text(gateway.http()),
        text(gateway.https()),
        gateway.caCertificate(),
        gateway.trustStore(),
        (connections.isEmpty() ? settings.upstream() : connections.getFirst()).toString(),
        credentials);
  }

  private ConsoleStatus consoleStatus() {
    return new ConsoleStatus(
        ProcessHandle.current().pid(),
        settings.data().root(),
        owner.started(),
        gateway.map(Supplier::get),
        problem,
        recordings.health(),
        recordings.lastSequence(),
        operators.isUnprotected());
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  @Override
  public void close() {
    closing.close();
  }
}
