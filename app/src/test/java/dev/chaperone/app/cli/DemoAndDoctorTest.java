package dev.chaperone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAndDoctorTest {
  @TempDir Path home;
  private CliRun cli;
  private String data = "";

  @BeforeEach
  void prepare() {
    cli = new CliRun(home);
    data = home.resolve("data").toString();
  }

  @Test
  void theDemoRunsTheWholeMainJobOnRecordedAnswers() throws IOException {
    CliRun.Result demo = cli.run("demo", "--no-zetasql", "--data", data);
    assertThat(demo.exit()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("recorded answers stand in")
        .contains("unprotected")
        .contains("invalidQuery")
        .contains("18 requests, 1 error (one on purpose), 30,144 rows")
        .contains("verified")
        .contains("$(chaperone connect bq)");
    assertThat(demo.out().lines().filter(line -> line.contains("demo-analyst"))).hasSize(18);

    JsonNode shown = cli.run("sessions", "show", "last", "--data", data, "--json").json();
    assertThat(shown.at("/session/agent").asText()).isEqualTo("demo-analyst");
    assertThat(shown.path("exchanges")).hasSize(18);
  }

  @Test
  void theDemoCanBeRepeatedInTheSameFolder() {
    assertThat(cli.run("demo", "--no-zetasql", "--data", data).exit()).isZero();
    assertThat(cli.run("demo", "--no-zetasql", "--data", data).exit()).isZero();
  }

  @Test
  void withoutASandboxTheDemoSaysSoAndGoesOn() {
    CliRun.Result demo = cli.run("demo", "--data", data);
    assertThat(demo.exit()).isZero();
    assertThat(demo.out()).contains("The sandbox cannot run here");
  }

  @Test
  void theDoctorNamesWhatAnAgentOfTheSameUserCanRead() throws IOException {
    cli.run("agent", "add", "coder", "--data", data);
    CliRun.Result result = cli.run("doctor", "--data", data);
    assertThat(result.exit()).as(result.out()).isZero();
    assertThat(result.out())
        .contains("unprotected", "signing-key.jwk", "coder", "intact".substring(0, 2))
        .contains("1 active of 1");

    JsonNode json = cli.run("doctor", "--data", data, "--json").json();
    assertThat(json.path("operator_unprotected").asBoolean()).isTrue();
    assertThat(json.path("checks").findValuesAsText("topic"))
        .contains("java", "disk", "store", "recordings", "database", "agents", "clock", "secrets");
  }

  @Test
  void theDoctorFindsASecretThatOthersCanRead() throws IOException {
    cli.run("agent", "add", "coder", "--data", data);
    Path token = Path.of(data, "agents", "coder.jwt");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    CliRun.Result result = cli.run("doctor", "--data", data);
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.out()).contains("FAULT").contains("chmod 600 " + token);
  }

  @Test
  void theDoctorRebuildsTheDatabaseButNotUnderARunningGateway() throws Exception {
    cli.run("demo", "--no-zetasql", "--data", data);
    Files.write(Path.of(data, "recordings.mv.db"), new byte[100_000]);
    assertThat(cli.run("doctor", "--rebuild", "--data", data).exit()).isZero();
    assertThat(
            cli.run("sessions", "show", "last", "--data", data, "--json").json().path("exchanges"))
        .hasSize(18);
    try (CliRun.Serving serving = cli.serve(Path.of(data))) {
      AgentCommandsTest.assertFails(
          cli.run("doctor", "--rebuild", "--data", data), Exit.FOLDER_IN_USE, "stop it first");
      CliRun.Result attached = cli.run("doctor", "--data", data);
      assertThat(attached.out()).contains("http " + serving.http());
    }
  }

  @Test
  void theDoctorAlsoLooksAtAnEmptyPlace() {
    CliRun.Result result = cli.run("doctor", "--data", data);
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("does not exist yet", "unprotected");
    assertThat(Path.of(data)).doesNotExist();
  }

  @Test
  void helpVersionAndCompletionWork() {
    assertThat(cli.run("--help").out()).contains("Commands:", "Exit codes:", "serve", "sessions");
    assertThat(cli.run("--version").out()).startsWith("chaperone ").contains("Java ");
    assertThat(cli.run("completion").out()).contains("complete -F").contains("sessions");
    assertThat(cli.run("--help").out()).contains("chaperone demo", "open the window");
    for (String command : "serve demo connect agent sessions verify doctor".split(" ")) {
      assertThat(cli.run(command, "--help").out())
          .as(command)
          .contains("Usage: chaperone " + command);
    }
    AgentCommandsTest.assertFails(cli.run("destroy"), Exit.USAGE, "destroy");
  }
}
