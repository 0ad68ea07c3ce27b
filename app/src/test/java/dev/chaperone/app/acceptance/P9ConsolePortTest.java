package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.console.Console;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P9 at the console port: a process with the operator's uid and an agent's token gets nothing from
 * it, of a real gateway process.
 */
class P9ConsolePortTest {
  private static final String PASSPHRASE = "plum harbour wicket";

  @TempDir Path temp;

  @Test
  void anAgentGetsNothingFromTheConsolePortAndItsTryIsRecorded() throws Exception {
    Path data = temp.resolve("data");
    ShippedProgram program = ShippedProgram.in(temp);
    String token = TestAgents.create(data, 1).getFirst();
    Path policy =
        Files.writeString(temp.resolve("team.yaml"), "version: 1\ndefaults: { read: hold }\n");
    setPassphrase(program, data);
    try (FakeUpstream upstream = FakeUpstream.start(new FakeJobs(1)::handle)) {
      ProcessBuilder serve =
          program.command(
              List.of(
                  "serve",
                  "--data",
                  data.toString(),
                  "--port",
                  "0",
                  "--https-port",
                  "0",
                  "--upstream",
                  upstream.uri().toString(),
                  "--credentials",
                  "none",
                  "--policy",
                  policy.toString(),
                  "--sql-analysis",
                  "lexer",
                  "--console-port",
                  "0",
                  "--json"));
      try (ServedGateway gateway =
              ServedGateway.start(serve, Files.createTempFile(temp, "serve", ".txt"));
          Console reader = console(data)) {
        hold(gateway, token);
        String hold = reader.holds(10).getFirst().id();

        List<String> answers = hostile(gateway, data.resolve("agents/agent-1.jwt"), hold);

        assertThat(answers).hasSize(18);
        assertThat(answers)
            .allSatisfy(
                answer ->
                    assertThat(answer)
                        .startsWith("{\"is\":\"end\"} {\"is\":\"failed\"")
                        .contains("_OPERATOR")
                        .endsWith(" closed")
                        .doesNotContain("\"item\"", hold, token));
        assertThat(reader.holds(10)).extracting(HoldSummary::state).containsOnly("PENDING");
        assertThat(reader.agents()).hasSize(1);
      }
      assertThat(upstream.requests())
          .noneMatch(r -> r.method().equals("POST") && !r.bodyText().contains("dryRun"));
    }
    assertThat(refusals(data))
        .containsExactly(
            Map.of(
                "change", "refused",
                "place", "console port, 127.0.0.1",
                "reason", "wrong passphrase"));
  }

  private void setPassphrase(ShippedProgram program, Path data) throws Exception {
    Path input = Files.writeString(temp.resolve("in.txt"), PASSPHRASE + "\n");
    Process process =
        program
            .command(
                List.of(
                    "operator", "set-passphrase", "--passphrase-stdin", "--data", data.toString()))
            .redirectInput(input.toFile())
            .redirectOutput(temp.resolve("set.out").toFile())
            .redirectError(temp.resolve("set.err").toFile())
            .start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    Files.delete(input);
  }

  private static Console console(Path data) {
    return new Door(
            new DataFolder(data),
            new RealParts(Clock.systemUTC()),
            "test",
            Clock.systemUTC(),
            Duration.ofSeconds(10))
        .attach()
        .orElseThrow();
  }

  private static void hold(ServedGateway gateway, String token) throws Exception {
    try (AgentClient agent = new AgentClient(gateway.http(), token)) {
      assertThat(
              agent
                  .post(
                      AgentClient.PROJECT + "jobs",
                      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"job-1\","
                          + "\"location\":\"US\"},\"configuration\":{\"query\":{\"query\":"
                          + "\"SELECT 1\",\"useLegacySql\":false}}}")
                  .body())
          .contains("PENDING");
    }
  }

  private List<String> hostile(ServedGateway gateway, Path tokenFile, String hold)
      throws Exception {
    Path out = Files.createTempFile(temp, "hostile", ".txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HostileVisitor.class.getName(),
                gateway.console().replaceFirst(".*:", ""),
                tokenFile.toString(),
                hold)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return Files.readAllLines(out);
  }

  private static List<Map<String, String>> refusals(Path data) {
    List<Map<String, String>> found = new ArrayList<>();
    try (Recordings recordings = new RealParts(Clock.systemUTC()).openStore(new DataFolder(data))) {
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
                  .filter(values -> values.get("change").equals("refused"))
                  .ifPresent(found::add));
    }
    return found;
  }
}
