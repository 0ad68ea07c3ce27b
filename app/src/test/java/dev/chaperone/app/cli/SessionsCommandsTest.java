package dev.chaperone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.app.support.SampleFrames;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsCommandsTest {
  private static final String LONG_SQL =
      "SELECT customer_id, SUM(amount) AS spent\n  FROM shop.orders\n GROUP BY customer_id ORDER BY"
          + " spent DESC LIMIT 10 -- the best ones";

  @TempDir Path home;
  private CliRun cli;
  private String data = "";

  @BeforeEach
  void prepare() throws IOException {
    cli = new CliRun(home);
    data = home.resolve("data").toString();
    DataFolder folder = new DataFolder(Path.of(data));
    folder.create();
    Files.createFile(folder.lockFile());
    try (Recordings recordings = new RealParts(Clock.systemUTC()).openStore(folder)) {
      SessionId older = new SessionId("s-0001-older");
      SampleFrames.open(recordings.recorder(), older);
      SampleFrames.query(recordings.recorder(), older, "e1", "SELECT 1");
      SessionId newer = new SessionId("s-0002-newer");
      SampleFrames.open(recordings.recorder(), newer);
      SampleFrames.query(recordings.recorder(), newer, "e2", LONG_SQL);
      SampleFrames.query(
          recordings.recorder(),
          newer,
          "e3",
          "SELECT \u001b[2J\u202e evil",
          "invalidQuery",
          "Syntax error: \u001b]0;owned\u0007 at [1:8]");
    }
  }

  @Test
  void listHasTheNamesScriptsRelyOn() throws IOException {
    JsonNode sessions =
        cli.run("sessions", "list", "--data", data, "--json").json().path("sessions");
    assertThat(sessions).hasSize(2);
    assertThat(sessions.get(0).path("id").asText()).isEqualTo("s-0002-newer");
    assertThat(sessions.get(0).path("agent").asText()).isEqualTo("analyst");
    assertThat(sessions.get(0).path("state").asText()).isIn("open", "closed");
    assertThat(sessions.get(0).path("exchanges").asInt()).isEqualTo(2);
    assertThat(sessions.get(0).path("errors").asInt()).isEqualTo(1);
  }

  @Test
  void listIsATableThatFitsTheTerminal() {
    CliRun.Result table = cli.onTerminal(80).run("sessions", "list", "--data", data);
    assertThat(table.out().lines()).hasSize(3).allMatch(line -> line.length() <= 80);
    assertThat(table.out()).startsWith("SESSION").contains("s-0002-newer", "analyst");
  }

  @Test
  void showSaysThatThePolicyKeptAnAnswerOutOfTheRecording() throws IOException {
    try (Recordings recordings =
        new RealParts(Clock.systemUTC()).openStore(new DataFolder(Path.of(data)))) {
      SessionId quiet = new SessionId("s-0003-quiet");
      SampleFrames.open(recordings.recorder(), quiet);
      SampleFrames.query(recordings.recorder(), quiet, "e4", "SELECT 1");
      SampleFrames.query(recordings.recorder(), quiet, "e5", "SELECT 2");
      SampleFrames.withoutAnswer(recordings.recorder(), quiet, "e5");
    }
    JsonNode shown = cli.run("sessions", "show", "s-0003-quiet", "--data", data, "--json").json();
    assertThat(shown.at("/exchanges/0").has("recording")).isFalse();
    assertThat(shown.at("/exchanges/1/recording").asText()).isEqualTo("metadata");
    assertThat(shown.path("frames"))
        .anySatisfy(
            frame -> {
              assertThat(frame.path("type").asText()).isEqualTo("level");
              assertThat(frame.at("/body/values/level").asText()).isEqualTo("metadata");
            });
    assertThat(cli.run("sessions", "show", "s-0003-quiet", "--data", data).out())
        .containsOnlyOnce("answer not recorded: policy level metadata");
  }

  @Test
  void showTellsEveryRequestWithAllThatIsKnown() throws IOException {
    JsonNode shown = cli.run("sessions", "show", "s-0002-newer", "--data", data, "--json").json();
    assertThat(shown.at("/session/id").asText()).isEqualTo("s-0002-newer");
    JsonNode first = shown.at("/exchanges/0");
    assertThat(first.path("sql").asText()).isEqualTo(LONG_SQL);
    assertThat(first.path("agent").asText()).isEqualTo("analyst");
    assertThat(first.path("address").asText()).isEqualTo("127.0.0.1:50123");
    assertThat(first.path("client").asText()).isEqualTo(SampleFrames.CLIENT);
    assertThat(first.path("status").asInt()).isEqualTo(200);
    assertThat(first.path("duration_ms").asInt()).isEqualTo(37);
    assertThat(first.path("bytes").asInt()).isEqualTo(11);
    assertThat(first.path("rows").asInt()).isEqualTo(3);
    assertThat(first.at("/job/job_id").asText()).isEqualTo("job-e2");
    assertThat(shown.at("/exchanges/1/error_reason").asText()).isEqualTo("invalidQuery");

    JsonNode frames = shown.path("frames");
    assertThat(frames.size()).isGreaterThanOrEqualTo(17);
    JsonNode received = frames.get(1);
    assertThat(received.path("type").asText()).isEqualTo("received");
    assertThat(received.path("exchange").asText()).isEqualTo("e2");
    assertThat(received.path("seq").asLong()).isPositive();
    assertThat(received.path("time").asText()).isNotEmpty();
    assertThat(received.at("/job/project").asText()).isEqualTo("demo");
  }

  @Test
  void showFitsTheTerminalUnlessAskedForAll() {
    CliRun terminal = cli.onTerminal(80);
    CliRun.Result cut = terminal.run("sessions", "show", "last", "--data", data);
    assertThat(cut.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(cut.out())
        .contains("SELECT customer_id, SUM(amount) AS spent FROM shop.orders")
        .doesNotContain("the best ones")
        .contains("unprotected");

    CliRun.Result full = terminal.run("sessions", "show", "last", "--full", "--data", data);
    assertThat(full.out()).contains("the best ones");
    assertThat(terminal.run("sessions", "show", "last", "--frames", "--data", data).out())
        .contains("response-chunk", "session-opened");
  }

  @Test
  void whatAnAgentWroteCannotSteerTheTerminal() {
    for (String[] more : new String[][] {{}, {"--full"}, {"--frames"}}) {
      String[] command = {"sessions", "show", "last", "--data", data};
      String[] all = java.util.Arrays.copyOf(command, command.length + more.length);
      System.arraycopy(more, 0, all, command.length, more.length);
      CliRun.Result shown = cli.onTerminal(200).run(all);
      assertThat(shown.out()).contains("evil").doesNotContain("\u001b", "\u0007", "\u202e");
    }
  }

  @Test
  void aSessionMayBeAbbreviated() {
    for (String name : new String[] {"s-0001", "older", "s-0001-older"}) {
      assertThat(cli.run("sessions", "show", name, "--data", data).out()).contains("SELECT 1");
    }
    AgentCommandsTest.assertFails(
        cli.run("sessions", "show", "s-", "--data", data), Exit.NOT_FOUND, "fits 2 sessions");
    AgentCommandsTest.assertFails(
        cli.run("sessions", "show", "zz", "--data", data), Exit.NOT_FOUND, "sessions list");
    AgentCommandsTest.assertFails(
        cli.run("sessions", "show", "not an id", "--data", data), Exit.NOT_FOUND, "sessions list");
  }

  @Test
  void theSameIsToldWhileAGatewayRuns() throws Exception {
    String alone = cli.run("sessions", "show", "older", "--data", data, "--json").out();
    try (CliRun.Serving serving = cli.serve(Path.of(data))) {
      assertThat(cli.run("sessions", "show", "older", "--data", data, "--json").out())
          .isEqualTo(alone);
      assertThat(cli.run("verify", "--data", data).exit()).isZero();
      assertThat(serving.http()).isNotEmpty();
    }
  }

  @Test
  void verifyFindsADamagedJournal() throws IOException {
    assertThat(cli.run("verify", data).exit()).isZero();
    Path segment;
    try (var files = Files.list(Path.of(data, "journal"))) {
      segment = files.filter(f -> f.toString().endsWith(".cj")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 3] ^= 0x55;
    Files.write(segment, bytes);
    CliRun.Result damaged = cli.run("verify", "--data", data, "--json");
    assertThat(damaged.exit()).isEqualTo(Exit.FAILED);
    assertThat(damaged.json().path("intact").asBoolean()).isFalse();
    assertThat(damaged.json().path("faults")).isNotEmpty();
  }

  @Test
  void nothingRecordedIsSaidWithoutMakingAnything() {
    String empty = home.resolve("empty").toString();
    assertThat(cli.run("sessions", "list", "--data", empty).out()).contains("chaperone demo");
    AgentCommandsTest.assertFails(
        cli.run("sessions", "show", "last", "--data", empty), Exit.NOT_FOUND, "nothing");
    AgentCommandsTest.assertFails(
        cli.run("verify", "--data", empty), Exit.NOT_FOUND, "no recordings");
    assertThat(Files.exists(Path.of(empty))).isFalse();
  }
}
