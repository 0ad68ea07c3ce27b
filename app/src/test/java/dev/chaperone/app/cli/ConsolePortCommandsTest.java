package dev.chaperone.app.cli;

import static dev.chaperone.app.cli.AgentCommandsTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.control.ConsolePort;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.host.Parts;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.support.FakeApprovals;
import dev.chaperone.app.support.FakeGatewayParts;
import dev.chaperone.app.support.SampleHolds;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.proxy.tls.ConsoleCertificate;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.Decider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does from another machine: commands and window over the console port. */
class ConsolePortCommandsTest {
  private static final String GOOD = "plum harbour wicket";

  @TempDir Path machine;
  @TempDir Path home;
  private final FakeApprovals approvals = new FakeApprovals();
  private final Parts parts = new FakeGatewayParts(approvals);
  private DataFolder data;

  @BeforeEach
  void prepare() throws IOException {
    data = new DataFolder(machine.resolve("data"));
    data.create();
    Files.createFile(data.lockFile());
    try (Recordings recordings = parts.openStore(data)) {
      SampleHolds.pending(recordings.recorder(), "hold_a1", "SELECT 1");
    }
  }

  private void setPassphrase() {
    CliRun.Result set =
        new CliRun(machine)
            .typing(GOOD, GOOD)
            .run("operator", "set-passphrase", "--data", data.toString());
    assertThat(set.exit()).as(set.err()).isZero();
  }

  private interface Visit {
    void at(String address) throws Exception;
  }

  /** With a gateway that has a console port and a passphrase. */
  private void withGateway(Visit visit) throws Exception {
    setPassphrase();
    Door door = new Door(data, parts, "serve", Clock.systemUTC(), Duration.ofSeconds(10));
    ServeSettings settings =
        new ServeSettings(data, 0, 0, URI.create("http://127.0.0.1:9"), "none", Set.of());
    try (GatewayHost host =
        GatewayHost.start(door.own(), door.record(), settings, parts, Map.of())) {
      ConsolePort port =
          host.openConsolePort(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              ConsoleCertificate.open(data.root(), Clock.systemUTC()).context());
      visit.at("127.0.0.1:" + port.address().getPort());
    }
  }

  private CliRun person(String... types) {
    return new CliRun(home).typing(types);
  }

  @Test
  void everyCommandAsksOnceLogsInAndWorksOverThere() throws Exception {
    withGateway(
        address -> {
          CliRun first = person(GOOD);
          CliRun.Result holds = first.run("holds", "list", "--console", address);
          assertThat(holds.exit()).as(holds.err()).isZero();
          assertThat(holds.out()).contains("hold_a1");
          assertThat(holds.err()).contains("First visit to " + address, "Compare it");
          assertThat(first.questions()).hasSize(1);

          CliRun deciding = person("a slip of the hand", GOOD);
          CliRun.Result approved = deciding.run("holds", "approve", "last", "--console", address);
          assertThat(approved.exit()).as(approved.err()).isZero();
          assertThat(approved.err()).contains("not the passphrase").doesNotContain("First visit");
          assertThat(deciding.questions()).hasSize(2);
          assertThat(approvals.decisions).singleElement().isInstanceOf(HoldDecision.Approve.class);
          Decider by = approvals.deciders.getLast();
          assertThat(by.identity()).endsWith(" (console port, 127.0.0.1)");
          assertThat(by.how()).isEqualTo(Decider.How.OPERATOR_SESSION);

          CliRun.Result added = person(GOOD).run("agent", "add", "coder", "--console", address);
          assertThat(added.exit()).as(added.err()).isZero();
          assertThat(added.out()).contains("on the gateway's machine");
          for (List<String> reading :
              List.of(
                  List.of("agent", "list"),
                  List.of("sessions", "list"),
                  List.of("holds", "show", "last"),
                  List.of("grants", "list"),
                  List.of("tags", "list"),
                  List.of("policy", "status"),
                  List.of("operator", "status"))) {
            String[] command = reading.toArray(new String[reading.size() + 2]);
            command[reading.size()] = "--console";
            command[reading.size() + 1] = address;
            assertThat(person(GOOD).run(command))
                .as(String.join(" ", reading))
                .satisfies(result -> assertThat(result.exit()).as(result.err()).isZero())
                .satisfies(result -> assertThat(result.out()).doesNotContain(GOOD));
          }
          CliRun.Result refused =
              person("no", "no", "no").run("agent", "list", "--console", address);
          assertThat(refused.exit()).isEqualTo(Exit.OPERATOR);
          assertThat(refused.err()).contains("that is not the passphrase");
          assertThat(refused.out()).isEmpty();
          // The folder here was left alone.
          assertThat(home.resolve(".local/share/chaperone/journal")).doesNotExist();
        });
  }

  @Test
  void withoutATerminalItSaysWhereAScriptPutsThePassphrase() throws Exception {
    withGateway(
        address -> {
          CliRun.Result refused = person().run("sessions", "list", "--console", address);
          assertThat(refused.exit()).isEqualTo(Exit.OPERATOR);
          assertThat(refused.err()).contains("--console-passphrase-file");
        });
  }

  @Test
  void aScriptTakesThePassphraseFromAFileOfItsOwnOrStandardInput() throws Exception {
    withGateway(
        address -> {
          Path file = Files.writeString(home.resolve("secret"), GOOD + "\n");
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
          String[] command = {
            "holds",
            "list",
            "--json",
            "--console",
            address,
            "--console-passphrase-file",
            file.toString()
          };
          CliRun.Result open = new CliRun(home).run(command);
          assertThat(open.exit()).isEqualTo(Exit.OPERATOR);
          assertThat(open.err()).contains("chmod 600");
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
          assertThat(new CliRun(home).run(command).json().path("holds")).hasSize(1);
          command[6] = "-";
          assertThat(new CliRun(home).reading(GOOD + "\n").run(command).exit()).isZero();
          assertThat(new CliRun(home).reading("a guess\n").run(command).exit())
              .isEqualTo(Exit.OPERATOR);
          CliRun.Result denied =
              new CliRun(home)
                  .reading(GOOD + "\n")
                  .run("holds", "deny", "last", "--passphrase-stdin", "--console", address);
          assertThat(denied.exit()).as(denied.err()).isZero();
          assertThat(approvals.decisions).hasSize(1);
        });
  }

  @Test
  void afterALoginCommandsFollowOverTheSameConnection() throws Exception {
    withGateway(
        address -> {
          CliRun.Result session =
              new CliRun(home)
                  .reading(
                      GOOD
                          + "\nholds list\nholds deny last --reason 'too much'\noperator status\n"
                          + "verify\nexit\n")
                  .run("operator", "login", "--passphrase-stdin", "--console", address);
          assertThat(session.exit()).as(session.err()).isEqualTo(Exit.USAGE);
          assertThat(session.out()).contains("hold_a1", "unlocked by");
          assertThat(session.err()).contains("verify is for the gateway's own machine");
          assertThat(approvals.decisions)
              .containsExactly(new HoldDecision.Deny("hold_a1", "too much"));
        });
  }

  @Test
  void theWindowAttachesAndAnswersAfterItsPersonHasLoggedIn() throws Exception {
    withGateway(
        address -> {
          CliRun.Result result =
              new CliRun(home)
                  .opening(
                      new FakeWindow(
                          setup -> {
                            Console console = setup.source().open();
                            assertThatExceptionOfType(ConsoleException.class)
                                .isThrownBy(console::status)
                                .satisfies(
                                    e ->
                                        assertThat(e.code())
                                            .isEqualTo(ConsoleException.Code.NEEDS_OPERATOR));
                            assertThat(console.operator().state())
                                .isEqualTo(OperatorStatus.State.LOCKED);
                            console.unlock(
                                new OperatorProof.Passphrase(
                                    GOOD.toCharArray(), OperatorProof.USUAL));
                            assertThat(console.status().data()).isEqualTo(data.root());
                            assertThat(console.holds(10)).hasSize(1);
                            console.headFeed(1).close();
                            console.close();
                          }))
                  .run("--console", address);
          assertThat(result.exit()).as(result.err()).isZero();
          assertThat(result.err()).contains("First visit to " + address);
        });
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    String address = "127.0.0.1:1";
    assertFails(
        person().run("holds", "list", "--console", address, "--data", data.toString()),
        Exit.USAGE,
        "exclude each other");
    assertFails(
        person().run("holds", "list", "--console-fingerprint", "ab".repeat(32)),
        Exit.USAGE,
        "go with --console");
    assertFails(person().run("holds", "list", "--console", "nowhere"), Exit.USAGE, "HOST:PORT");
    assertFails(
        person().run("holds", "list", "--console", address, "--console-fingerprint", "ab"),
        Exit.USAGE,
        "64 hexadecimal digits");
    assertFails(
        person(GOOD).run("holds", "list", "--console", address),
        Exit.FAILED,
        "serve --console-port");
    assertThat(person().run("serve", "--console", address).exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void serveOpensThePortAndPrintsItsFingerprint() throws Exception {
    setPassphrase();
    try (CliRun.Serving serving =
        new CliRun(machine).serve(data.root(), "--console-port", "0", "--json")) {
      JsonNode ready = Json.MAPPER.readTree(serving.firstLine());
      String address = ready.path("console").asText();
      String fingerprint = ready.path("console_fingerprint").asText();
      assertThat(address).startsWith("127.0.0.1:");
      CliRun.Result listed =
          person(GOOD)
              .run(
                  "holds",
                  "list",
                  "--console",
                  address,
                  "--console-fingerprint",
                  fingerprint,
                  "--json");
      assertThat(listed.exit()).as(listed.err()).isZero();
      assertThat(listed.json().path("holds")).hasSize(1);
      assertFails(
          person(GOOD)
              .run("holds", "list", "--console", address, "--console-fingerprint", "ab".repeat(32)),
          Exit.USAGE,
          fingerprint);
    }
  }

  @Test
  void serveOpensNoPortThatNothingWouldGuard() throws Exception {
    for (String auth : List.of("auto", "passphrase", "none")) {
      CliRun.Result refused = served("--console-port", "0", "--operator-auth", auth);
      assertThat(refused.exit()).as(auth + ": " + refused.err()).isEqualTo(Exit.OPERATOR);
      assertThat(refused.err()).contains("operator set-passphrase");
      assertThat(refused.out()).isEmpty();
    }
    setPassphrase();
    assertThat(served("--console-port", "0", "--operator-auth", "none").exit())
        .isEqualTo(Exit.OPERATOR);
    assertFails(served("--console-bind", "0.0.0.0"), Exit.USAGE, "goes with --console-port");
    assertFails(served("--console-port", "70000"), Exit.USAGE, "0 to 65535");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String number = Integer.toString(taken.getLocalPort());
      assertFails(served("--console-port", number), Exit.PORT_BUSY, "taken by");
    }
  }

  private CliRun.Result served(String... more) {
    String[] fixed = {
      "serve",
      "--exit-with-stdin",
      "--port",
      "0",
      "--https-port",
      "0",
      "--credentials",
      "none",
      "--upstream",
      "http://127.0.0.1:9",
      "--data",
      data.toString()
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return new CliRun(machine).run(all);
  }
}
