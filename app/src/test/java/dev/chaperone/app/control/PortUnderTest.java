package dev.chaperone.app.control;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.app.support.FakeApprovals;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.proxy.operator.OperatorAuth;
import dev.chaperone.proxy.operator.OperatorGuard;
import dev.chaperone.proxy.operator.RemoteSeat;
import dev.chaperone.proxy.tls.ConsoleCertificate;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A console port over a real store and a real passphrase. */
final class PortUnderTest implements AutoCloseable {
  static final String PASSPHRASE = "plum harbour wicket";

  final FakeApprovals approvals = new FakeApprovals();
  final Recordings recordings;
  final Fingerprint fingerprint;
  final ConsolePort port;
  private final Path folder;
  private final AgentDesk agents;
  private final OperatorGuard operators;

  PortUnderTest(Path folder, ConsolePort.Limits limits) throws IOException {
    this.folder = folder;
    DataFolder data = new DataFolder(folder);
    data.create();
    RealParts parts = new RealParts(Clock.systemUTC());
    recordings = parts.openStore(data);
    agents = parts.openAgents(data, recordings);
    operators = parts.openOperators(data, recordings, OperatorAuth.AUTO);
    changePassphrase("", PASSPHRASE);
    ConsoleCertificate certificate = ConsoleCertificate.open(folder, Clock.systemUTC());
    fingerprint = Fingerprint.parse(certificate.sha256());
    port =
        ConsolePort.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            certificate.context(),
            this::visitor,
            limits);
  }

  private ConsolePort.Visitor visitor(String address) {
    RemoteSeat seat = operators.remoteSeat("console port", address);
    return new ConsolePort.Visitor(
        new LocalConsole(recordings, agents, approvals, this::status, seat), seat::isAdmitted);
  }

  private ConsoleStatus status() {
    return new ConsoleStatus(
        1, folder, Instant.EPOCH, Optional.empty(), "", StoreHealth.GOOD, 0, false);
  }

  void changePassphrase(String before, String after) {
    try (OperatorSeat seat = operators.seat("test")) {
      seat.changePassphrase(before.toCharArray(), after.toCharArray());
    }
  }

  String agentToken() throws IOException {
    IssuedAgent agent = agents.create(NewAgent.named("coder"));
    return Files.readString(agent.tokenFile()).strip();
  }

  ConsoleAddress address() {
    return new ConsoleAddress("127.0.0.1", port.address().getPort());
  }

  /** Before the login. */
  Console console() {
    return new RemotePort(
            address(),
            Optional.of(fingerprint),
            new KnownConsoles(folder.resolve("own")),
            note -> {})
        .open();
  }

  Console loggedIn() {
    Console console = console();
    unlock(console, PASSPHRASE);
    return console;
  }

  static OperatorStatus unlock(Console console, String passphrase) {
    try (OperatorProof.Passphrase proof =
        new OperatorProof.Passphrase(passphrase.toCharArray(), OperatorProof.USUAL)) {
      return console.unlock(proof);
    }
  }

  /** The operator frames of one kind, once there are so many. */
  List<Map<String, String>> recorded(String change, int expected) {
    Instant limit = Instant.now().plus(Duration.ofSeconds(20));
    List<Map<String, String>> found = List.of();
    while (found.size() < expected && Instant.now().isBefore(limit)) {
      found = recorded(change);
    }
    return found;
  }

  private List<Map<String, String>> recorded(String change) {
    List<Map<String, String>> found = new ArrayList<>();
    recordings.frames(
        SessionId.SYSTEM,
        1,
        frame ->
            frame
                .body()
                .filter(FrameBody.Note.class::isInstance)
                .map(FrameBody.Note.class::cast)
                .filter(note -> note.type() == FrameType.OPERATOR)
                .map(FrameBody.Note::values)
                .filter(values -> change.equals(values.get("change")))
                .ifPresent(found::add));
    return found;
  }

  @Override
  public void close() {
    port.close();
    recordings.close();
  }
}
