package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerLock;
import dev.chaperone.app.data.OwnerRecord;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.console.Console;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.console.PolicyStatus;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P9: what processes with the operator's uid, an agent's token and no passphrase get done against a
 * real gateway process: nothing where there is a passphrase, and nothing unseen where there is
 * none.
 */
class P9AgentIsNoOperatorTest {
  private static final String PASSPHRASE = "plum harbour wicket";
  private static final String OWN = "an agent's own idea";
  private static final String STRICT = "version: 1\ndefaults: { read: hold }\n";
  private static final String LOOSE = "version: 1\ndefaults: { read: allow }\n";
  private static final int NEEDS_OPERATOR = 10;

  @TempDir Path temp;
  private Path data;
  private Path policy;
  private ShippedProgram program;
  private String token;

  @BeforeEach
  void prepare() throws IOException {
    data = temp.resolve("data");
    policy = Files.writeString(temp.resolve("team.yaml"), STRICT);
    program = ShippedProgram.in(temp);
    token = TestAgents.create(data, 1).getFirst();
  }

  private ServedGateway serve(FakeUpstream upstream, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
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
                "--json"));
    arguments.addAll(List.of(more));
    return ServedGateway.start(
        program.command(arguments), Files.createTempFile(temp, "serve", ".txt"));
  }

  private ShippedProgram.Ended run(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    return program.run(all.toArray(String[]::new));
  }

  /** As a script does it: the passphrase comes by standard input. */
  private int runWith(String input, Path folder, String... arguments) throws Exception {
    Path lines = Files.writeString(Files.createTempFile(temp, "in", ".txt"), input);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.toString(), "--passphrase-stdin"));
    Process process =
        program
            .command(all)
            .redirectInput(lines.toFile())
            .redirectOutput(temp.resolve("with.out").toFile())
            .redirectError(temp.resolve("with.err").toFile())
            .start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    Files.delete(lines);
    return process.exitValue();
  }

  private Console console() {
    DataFolder folder = new DataFolder(data);
    return new Door(
            folder,
            new RealParts(Clock.systemUTC()),
            "test",
            Clock.systemUTC(),
            Duration.ofSeconds(10))
        .attach()
        .orElseThrow();
  }

  private String ask(ServedGateway gateway, String job) throws Exception {
    try (AgentClient agent = new AgentClient(gateway.http(), token)) {
      return agent
          .post(
              AgentClient.PROJECT + "jobs",
              "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\""
                  + job
                  + "\",\"location\":\"US\"},\"configuration\":{\"query\":{\"query\":\"SELECT 1\","
                  + "\"useLegacySql\":false}}}")
          .body();
    }
  }

  private List<String> hostile(String hold, String sha256) throws Exception {
    Path out = Files.createTempFile(temp, "hostile", ".txt");
    String socket = OwnerLock.recordOf(new DataFolder(data)).map(OwnerRecord::socket).orElseThrow();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HostileAgent.class.getName(),
                socket,
                hold,
                "agent-1",
                sha256,
                "op_0123456789abcdef")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Files.readAllLines(out);
  }

  private static PolicyStatus await(Console console, Predicate<PolicyStatus> wanted)
      throws InterruptedException {
    Instant limit = Instant.now().plus(Duration.ofMinutes(1));
    while (Instant.now().isBefore(limit)) {
      PolicyStatus status = console.policy().orElseThrow();
      if (wanted.test(status)) {
        return status;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the policy stays as it is: " + console.policy());
  }

  private static long submitted(FakeUpstream upstream) {
    return upstream.requests().stream()
        .filter(r -> r.method().equals("POST") && !r.bodyText().contains("dryRun"))
        .count();
  }

  @Test
  void withAPassphraseEveryRoadIsClosed() throws Exception {
    assertThat(runWith(PASSPHRASE + "\n", data, "operator", "set-passphrase")).isZero();
    try (FakeUpstream upstream = FakeUpstream.start(new FakeJobs(1)::handle)) {
      try (ServedGateway gateway = serve(upstream);
          Console reader = console()) {
        assertThat(ask(gateway, "job-1")).contains("PENDING");
        String hold = reader.holds(10).getFirst().id();
        commandsAreRefused();
        Files.writeString(policy, LOOSE);
        String waiting = await(reader, status -> !status.waiting().isEmpty()).waiting();
        assertThat(run("policy", "confirm", waiting).exitCode()).isEqualTo(NEEDS_OPERATOR);
        rawFramesAreRefused(hostile(hold, waiting));

        assertThat(ask(gateway, "job-2")).contains("PENDING");
        assertThat(reader.holds(10)).extracting(HoldSummary::state).containsOnly("PENDING");
        assertThat(reader.grants(10)).isEmpty();
        assertThat(reader.agents()).hasSize(1).noneMatch(agent -> agent.revoked());
        assertThat(reader.operator().state()).isEqualTo(OperatorStatus.State.LOCKED);
      }
      aRestartChangesNothing(upstream);
      aSwappedPassphraseOpensNothing(upstream);
      assertThat(submitted(upstream)).isZero();
      thePersonStillGoverns(upstream);
      assertThat(submitted(upstream)).isEqualTo(1);
    }
    editsOfTheStoreAreFound();
  }

  private void commandsAreRefused() throws Exception {
    List<List<String>> commands =
        List.of(
            List.of("holds", "approve", "last"),
            List.of("holds", "deny", "last"),
            List.of("holds", "edit", "last", "--sql", "SELECT 2"),
            List.of(
                "holds",
                "approve",
                "last",
                "--like",
                "--count",
                "9",
                "--for",
                "1h",
                "--max-bytes",
                "10MiB"),
            List.of("agent", "add", "better"),
            List.of("agent", "revoke", "agent-1"),
            List.of("operator", "login"));
    for (List<String> command : commands) {
      ShippedProgram.Ended ended = run(command.toArray(String[]::new));
      assertThat(ended.exitCode()).as(command + ": " + ended.err()).isEqualTo(NEEDS_OPERATOR);
    }
    assertThat(runWith("a guess at it\n", data, "holds", "approve", "last"))
        .isEqualTo(NEEDS_OPERATOR);
    assertThat(runWith(OWN + "\n", data, "operator", "set-passphrase")).isEqualTo(NEEDS_OPERATOR);
    assertThat(run("operator", "reset", "--yes").err()).contains("end it first");
  }

  private static void rawFramesAreRefused(List<String> answers) {
    assertThat(answers).hasSize(13);
    assertThat(answers.getFirst()).isEqualTo("hello {\"is\":\"end\"}");
    for (String answer : answers.subList(1, 9)) {
      assertThat(answer).contains("\"is\":\"failed\"", "NEEDS_OPERATOR");
    }
    for (String answer : answers.subList(9, 13)) {
      assertThat(answer).contains("\"is\":\"failed\"", "REFUSED_OPERATOR");
    }
  }

  /** The edited policy is judged against the one that was in force, not taken as it lies there. */
  private void aRestartChangesNothing(FakeUpstream upstream) throws Exception {
    try (ServedGateway gateway = serve(upstream);
        Console reader = console()) {
      assertThat(reader.policy().orElseThrow().text()).isEqualTo(STRICT);
      assertThat(reader.policy().orElseThrow().waiting()).isNotEmpty();
      assertThat(ask(gateway, "job-3")).contains("PENDING");
    }
  }

  private void aSwappedPassphraseOpensNothing(FakeUpstream upstream) throws Exception {
    Path other = temp.resolve("own");
    assertThat(runWith(OWN + "\n", other, "operator", "set-passphrase")).isZero();
    Path file = data.resolve("keys/operator.json");
    Path kept = temp.resolve("kept.json");
    try (ServedGateway gateway = serve(upstream)) {
      assertThat(gateway.isAlive()).isTrue();
      Files.move(file, kept);
      Files.copy(other.resolve("keys/operator.json"), file, StandardCopyOption.COPY_ATTRIBUTES);
      assertThat(runWith(OWN + "\n", data, "holds", "approve", "last")).isEqualTo(NEEDS_OPERATOR);
      assertThat(ShippedProgram.text(temp.resolve("with.err"))).contains("not the one");
    }
    try (ServedGateway gateway = serve(upstream)) {
      assertThat(gateway.isAlive()).isTrue();
      assertThat(runWith(OWN + "\n", data, "holds", "approve", "last")).isEqualTo(NEEDS_OPERATOR);
      Files.delete(file);
      assertThat(run("agent", "add", "better").exitCode()).isEqualTo(NEEDS_OPERATOR);
      assertThat(run("doctor").out()).contains("FAULT", "is gone");
    }
    assertThat(run("agent", "add", "better").exitCode()).isEqualTo(NEEDS_OPERATOR);
    Files.move(kept, file);
  }

  private void thePersonStillGoverns(FakeUpstream upstream) throws Exception {
    try (ServedGateway gateway = serve(upstream);
        Console reader = console()) {
      assertThat(gateway.isAlive()).isTrue();
      assertThat(runWith(PASSPHRASE + "\n", data, "holds", "approve", "last")).isZero();
      await(reader, status -> reader.holds(1).getFirst().state().equals("DONE"));
    }
  }

  private void editsOfTheStoreAreFound() throws Exception {
    assertThat(run("verify").exitCode()).isZero();
    theDatabaseIsMadeAnewWhenItWasEdited();
    Path segment;
    try (Stream<Path> files = Files.list(data.resolve("journal"))) {
      segment = files.filter(f -> f.toString().endsWith(".cj")).sorted().findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);
    assertThat(run("verify").exitCode()).isNotZero();
  }

  private void theDatabaseIsMadeAnewWhenItWasEdited() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:async:" + data.resolve("recordings").toAbsolutePath(), "chaperone", "");
        Statement statement = connection.createStatement()) {
      statement.execute("delete from approval_frames where subject_id = 'operator'");
      statement.execute("update holds set state = 'APPROVED'");
    }
    assertThat(run("agent", "add", "better").exitCode()).isEqualTo(NEEDS_OPERATOR);
    assertThat(run("holds", "list", "--json").json().path("holds"))
        .isNotEmpty()
        .allMatch(hold -> hold.path("state").asText().equals("PENDING"));
  }

  @Test
  void withoutAPassphraseEverythingIsRecordedAsUnprotected() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start(new FakeJobs(1)::handle)) {
      try (ServedGateway gateway = serve(upstream);
          Console reader = console()) {
        assertThat(reader.status().operatorUnprotected()).isTrue();
        assertThat(ask(gateway, "job-1")).contains("PENDING");
        assertThat(run("holds", "approve", "last").exitCode()).isZero();
        assertThat(run("agent", "add", "better").exitCode()).isZero();
        assertThat(run("agent", "revoke", "better").exitCode()).isZero();
        assertThat(run("doctor").out()).contains("unprotected", "operator set-passphrase");
        Files.writeString(policy, LOOSE);
        await(reader, status -> status.text().equals(LOOSE));
        ask(gateway, "job-2");
        assertThat(reader.holds(10)).hasSize(1);
      }
    }
    try (Recordings recordings = new RealParts(Clock.systemUTC()).openStore(new DataFolder(data))) {
      List<FrameBody> bodies = new ArrayList<>();
      recordings
          .sessions(100)
          .forEach(s -> recordings.frames(s.id(), 1, f -> f.body().ifPresent(bodies::add)));
      recordings.frames(SessionId.SYSTEM, 1, f -> f.body().ifPresent(bodies::add));
      assertThat(bodies)
          .filteredOn(FrameBody.Hold.class::isInstance)
          .extracting(body -> (FrameBody.Hold) body)
          .extracting(step -> step.state() + " " + step.step().by().how().code())
          .contains("APPROVED unprotected");
      assertThat(bodies)
          .filteredOn(FrameBody.Decision.class::isInstance)
          .isNotEmpty()
          .allMatch(body -> ((FrameBody.Decision) body).operatorUnprotected());
      assertThat(notes(bodies, FrameType.OPERATOR, "act"))
          .extracting(values -> values.get("deed") + " " + values.get("deciderHow"))
          .contains("create-agent unprotected", "revoke-agent unprotected");
      assertThat(notes(bodies, FrameType.OPERATOR, "mode"))
          .allMatch(values -> values.get("protection").equals("unprotected"))
          .isNotEmpty();
      assertThat(notes(bodies, FrameType.POLICY, "in-force").getLast())
          .containsEntry("text", LOOSE)
          .containsEntry("permitsMore", "unprotected");
    }
  }

  private static List<Map<String, String>> notes(
      List<FrameBody> bodies, FrameType type, String change) {
    return bodies.stream()
        .filter(FrameBody.Note.class::isInstance)
        .map(FrameBody.Note.class::cast)
        .filter(note -> note.type() == type)
        .map(FrameBody.Note::values)
        .filter(values -> values.getOrDefault("change", "").equals(change))
        .distinct()
        .toList();
  }
}
