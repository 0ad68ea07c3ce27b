package dev.chaperone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.ui.launch.NoWindowException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command without a name: what the window is given, and what happens around it. */
class WindowCommandTest {
  @TempDir Path home;
  private Path data = Path.of("");

  @BeforeEach
  void prepare() {
    data = home.resolve("data");
  }

  private CliRun.Result window(FakeWindow.Person person, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--data", data.toString(), "--https-port", "0"));
    arguments.addAll(Arrays.asList(more));
    if (!arguments.contains("--port")) {
      arguments.addAll(List.of("--port", "0"));
    }
    if (!arguments.contains("--credentials")) {
      arguments.addAll(List.of("--credentials", "none", "--upstream", "http://127.0.0.1:9"));
    }
    return new CliRun(home).opening(new FakeWindow(person)).run(arguments.toArray(String[]::new));
  }

  @Test
  void theGatewayRunsInsideForAsLongAsTheWindowIsOpen() throws Exception {
    AtomicReference<GatewayStatus> gateway = new AtomicReference<>();
    CliRun.Result result =
        window(
            setup -> {
              Console console = setup.source().open();
              gateway.set(console.status().gateway().orElseThrow());
              assertThat(setup.source().open().status().gateway()).contains(gateway.get());
              // Commands work beside an open window.
              assertThat(new CliRun(home).run("agent", "add", "coder", "--data", data.toString()))
                  .extracting(CliRun.Result::exit)
                  .isEqualTo(Exit.OK);
              assertThat(console.agents()).hasSize(1);
            });
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).startsWith(gateway.get().http() + " is Chaperone's gateway");
    assertThat(result.err()).startsWith("unprotected");
    // Port and folder are free again.
    int port = Integer.parseInt(gateway.get().http().replaceFirst(".*:", ""));
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        CliRun.Serving serving = new CliRun(home).serve(data)) {
      assertThat(free.isBound()).isTrue();
      assertThat(serving.http()).isNotEqualTo(gateway.get().http());
    }
  }

  @Test
  void itAttachesToTheOwnerAndWaitsForTheNextOneWithoutTakingTheFolder() throws Exception {
    CliRun cli = new CliRun(home);
    CliRun.Serving first = cli.serve(data);
    CliRun.Result result =
        window(
            setup -> {
              assertThat(http(setup.source().open())).isEqualTo(first.http());
              first.close();
              assertThatExceptionOfType(ConsoleException.class)
                  .isThrownBy(() -> setup.source().open())
                  .withMessageContaining("Start it again")
                  .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.GONE));
              try (CliRun.Serving second = cli.serve(data)) {
                assertThat(http(setup.source().open())).isEqualTo(second.http());
              }
            });
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("Attached to chaperone serve (process");
  }

  @Test
  void withoutACredentialItOpensAllTheSameAndSaysWhatIsMissing() {
    assertThat(new CliRun(home).run("demo", "--no-zetasql", "--data", data.toString()).exit())
        .isZero();
    CliRun.Result result =
        window(
            setup -> {
              Console console = setup.source().open();
              ConsoleStatus status = console.status();
              assertThat(status.gateway()).isEmpty();
              assertThat(status.gatewayProblem())
                  .startsWith("The credentials file ")
                  .contains("--credentials", "tried again")
                  .doesNotContain("..");
              assertThat(console.sessions(10)).hasSize(1);
              assertThat(console.agent("demo-analyst").name()).isEqualTo("demo-analyst");
            },
            "--credentials",
            home.resolve("missing.json").toString());
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("chaperone: no gateway: The credentials file");
  }

  @Test
  void aBusyPortIsToldInTheWindow() throws Exception {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(holder.getLocalPort());
      CliRun.Result result =
          window(
              setup ->
                  assertThat(setup.source().open().status().gatewayProblem())
                      .contains("Port " + port + " is taken by"),
              "--port",
              port);
      assertThat(result.exit()).as(result.err()).isZero();
    }
  }

  @Test
  void withoutADisplayOneLineSaysSoAndTheNextWhatToDo() {
    CliRun.Result result = new CliRun(home).run("--data", data.toString());
    assertThat(result.exit()).isEqualTo(Exit.CANNOT_RUN_HERE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(2);
    assertThat(result.err()).contains(NoWindows.WHY, "chaperone demo", "chaperone --help");
    assertThat(data).doesNotExist();
  }

  @Test
  void aToolkitThatDoesNotStartIsToldLikeAMissingDisplay() {
    CliRun.Result result =
        window(
            setup -> {
              throw new NoWindowException("No window: the toolkit does not start.");
            });
    assertThat(result.exit()).isEqualTo(Exit.CANNOT_RUN_HERE);
    assertThat(result.err()).contains("No window: the toolkit").doesNotContain("\tat ");
  }

  @Test
  void optionsBeforeACommandAreRefusedAndNotPassedOver() {
    AgentCommandsTest.assertFails(
        new CliRun(home).run("--data", data.toString(), "sessions", "list"),
        Exit.USAGE,
        "chaperone sessions --data");
  }

  @Test
  void theDemoRunsInTheWindowAndStaysForReplay() throws Exception {
    CliRun.Result demo =
        new CliRun(home)
            .opening(
                new FakeWindow(
                    setup -> {
                      Console console = setup.source().open();
                      while (console.sessions(1).stream().noneMatch(s -> s.exchanges() == 18)) {
                        Thread.sleep(20);
                      }
                      assertThat(setup.connect().defaultProject(console.status().gateway().get()))
                          .isEqualTo("demo");
                    }))
            .run("demo", "--no-zetasql", "--data", data.toString());
    assertThat(demo.exit()).as(demo.err()).isZero();
    assertThat(demo.out()).contains("the window shows it live").doesNotContain("STATUS");
  }

  @Test
  void aDemoWindowThatIsClosedAtOnceEndsTheDemo() throws Exception {
    CliRun.Result demo =
        new CliRun(home)
            .opening(new FakeWindow(setup -> {}))
            .run("demo", "--no-zetasql", "--data", data.toString());
    assertThat(demo.exit()).as(demo.err()).isZero();
    assertThat(demo.out()).doesNotContain("Done:");
  }

  @Test
  void theDemoGoesOnInTheTerminalIfTheToolkitDoesNotStart() {
    CliRun.Result demo =
        new CliRun(home)
            .opening(
                new FakeWindow(
                    setup -> {
                      throw new NoWindowException("No window: the toolkit does not start.");
                    }))
            .run("demo", "--no-zetasql", "--data", data.toString());
    assertThat(demo.exit()).as(demo.err()).isZero();
    assertThat(demo.err()).contains("No window");
    assertThat(demo.out()).contains("Done: 18 requests");
  }

  @Test
  void theDemoStaysInTheTerminalWhenAsked() {
    CliRun.Result demo =
        new CliRun(home)
            .opening(
                new FakeWindow(
                    setup -> {
                      throw new AssertionError("no window was wanted");
                    }))
            .run("demo", "--no-zetasql", "--no-window", "--data", data.toString());
    assertThat(demo.exit()).as(demo.err()).isZero();
    assertThat(demo.out()).contains("STATUS", "Done: 18 requests");
  }

  @Test
  void preferencesAreKeptForThePersonInAFileOfTheirOwn() throws Exception {
    window(
        setup -> {
          assertThat(setup.preferences().get("theme")).isEmpty();
          setup.preferences().put("theme", "DARK");
          Path file = home.resolve(".config/chaperone/window.properties");
          while (!Files.exists(file)) {
            Thread.sleep(10);
          }
        });
    window(setup -> assertThat(setup.preferences().get("theme")).contains("DARK"));
    try (Stream<Path> files = Files.walk(home.resolve(".config"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
      }
    }
  }

  private static String http(Console console) {
    return console.status().gateway().orElseThrow().http();
  }
}
