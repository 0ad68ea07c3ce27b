package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The real bq, whose query a policy holds: approved and denied. */
class BqHeldTest extends EndToEnd {
  private static final String POLICY =
      """
      version: 1
      rules:
        - name: customers
          when: tables.exists(t, t.table == "customers")
          then: hold
          reason: "Somebody looks at customers."
      """;

  /** Longer than any one request may wait, so that the client has to ask again. */
  private static final Duration HELD =
      Duration.ofSeconds(System.getProperty("tests.long") == null ? 20 : 180);

  @Override
  String client() {
    return "bq";
  }

  @Override
  void require() {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "bq")));
    Requirement.of("bq", there, "bq is not installed");
  }

  @Override
  List<String> options() throws IOException {
    Path file = folder.resolve("policy.yaml");
    Files.writeString(file, POLICY);
    return List.of("--policy", file.toString(), "--sql-analysis", "lexer");
  }

  @Test
  void aQueryThatIsApprovedLaterReturnsItsRows() throws Exception {
    CompletableFuture<Program.Ended> query = query();
    JsonNode hold = held();
    Instant created = Instant.parse(hold.path("created").asText());
    while (Instant.now().isBefore(created.plus(HELD))) {
      // Each look is a process of its own, so nothing here spins.
      assertThat(holds().getFirst().path("state").asText()).isEqualTo("PENDING");
    }
    decide("approve", hold);

    Program.Ended ended = query.get();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).contains("id", "1", "2", "3");
    // Two dry runs, one for the card and one before it ran, and the job itself.
    assertThat(submitted()).isEqualTo(3);
  }

  @Test
  void aQueryThatIsDeniedFailsOnceWithTheReason() throws Exception {
    CompletableFuture<Program.Ended> query = query();
    decide("deny", held(), "--reason", "Not for this purpose");

    Program.Ended ended = query.get();
    assertThat(ended.exit()).isNotZero();
    assertThat((ended.out() + ended.err()).replaceAll("\\s+", " "))
        .contains("Not for this purpose");
    assertThat(submitted()).as("only the dry run for the card").isEqualTo(1);
    assertThat(holds()).hasSize(1);
  }

  @Test
  void aHoldSurvivesAGatewayThatIsKilled() throws Exception {
    CompletableFuture<Program.Ended> query = query();
    JsonNode hold = held();
    String port = gateway.address().replaceFirst(".*:", "");
    ProcessHandle.of(gateway.pid()).orElseThrow().destroyForcibly();
    gateway.close();
    gateway = served(port);
    assertThat(holds().getFirst().path("state").asText()).isEqualTo("PENDING");
    decide("approve", hold);

    Program.Ended ended = query.get();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).contains("id", "1", "2", "3");
    assertThat(holds().getFirst().path("state").asText()).isEqualTo("DONE");
  }

  private CompletableFuture<Program.Ended> query() throws Exception {
    Map<String, String> environment = variables(connected());
    List<String> command =
        List.of(
            "bq",
            "--format=csv",
            "query",
            "--use_legacy_sql=false",
            "SELECT id FROM shop.customers ORDER BY id LIMIT 3");
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Program.run(command, environment, folder.resolve("home"));
          } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  private JsonNode held() throws IOException, InterruptedException {
    while (true) {
      List<JsonNode> holds = holds();
      if (!holds.isEmpty()) {
        return holds.getFirst();
      }
    }
  }

  private List<JsonNode> holds() throws IOException, InterruptedException {
    List<JsonNode> found = new ArrayList<>();
    Program.json(folder, "holds", "list", "--all", "--json", "--data", data.toString())
        .path("holds")
        .forEach(found::add);
    return found;
  }

  private void decide(String verb, JsonNode hold, String... more)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("holds", verb, hold.path("id").asText(), "--json", "--data", data.toString()));
    arguments.addAll(List.of(more));
    JsonNode answer = Program.json(folder, arguments.toArray(String[]::new));
    assertThat(answer.path("applied").asBoolean()).as(answer.toString()).isTrue();
  }

  private long submitted() {
    return witness.seen().stream()
        .filter(r -> r.endsWith("POST /bigquery/v2/projects/demo/jobs"))
        .count();
  }
}
