package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * A real client on its default settings whose queries a policy holds. Each statement differs in how
 * many rows it wants, which tells them apart in every record.
 */
abstract class HeldEndToEnd extends EndToEnd {
  private static final String SQL = "SELECT id FROM shop.customers ORDER BY id LIMIT ";

  /** Longer than any one request may wait, so that the client has to ask again. */
  private static final Duration HELD =
      Duration.ofSeconds(System.getProperty("tests.long") == null ? 20 : 180);

  /** Late enough that nothing expires which a slow machine decides late. */
  private static final Duration EXPIRES = HELD.plusSeconds(40);

  /** The program with arguments NAME:MODE:LIMIT, where the mode is ask, job or cancel. */
  abstract List<String> command(JsonNode connected, List<String> cases) throws IOException;

  /** The client's own ways of asking, beside "ask". */
  List<String> moreWays() {
    return List.of();
  }

  @Override
  List<String> options() throws IOException {
    var file = folder.resolve("policy.yaml");
    Files.writeString(
        file,
        """
        version: 1
        hold: { expires: %ds }
        rules:
          - name: customers
            when: tables.exists(t, t.table == "customers")
            then: hold
            reason: "Somebody looks at customers."
        """
            .formatted(EXPIRES.toSeconds()));
    return List.of("--policy", file.toString(), "--sql-analysis", "lexer");
  }

  @Test
  void whatIsApprovedReturnsItsRowsAndWhatIsNotFailsOnceAndSaysWhy() throws Exception {
    List<String> cases =
        new ArrayList<>(
            List.of("approved:ask:3", "denied:ask:4", "expired:ask:5", "cancelled:cancel:6"));
    int more = 7;
    for (String way : moreWays()) {
      cases.add("approved-" + way + ":" + way + ":" + more++);
    }
    CompletableFuture<Map<String, JsonNode>> client = start(cases);
    List<String> approved = new ArrayList<>();
    for (int limit = 7; limit < more; limit++) {
      approved.add(held(limit));
    }
    decide("deny", held(4), "--reason", "Not for this purpose");
    approved.add(held(3));
    held(5);
    Instant since = Instant.now();
    while (Instant.now().isBefore(since.plus(HELD))) {
      // Each look is a process of its own, so nothing here spins.
      assertThat(state(3)).isEqualTo("PENDING");
    }
    for (String hold : approved) {
      decide("approve", hold);
    }

    Map<String, JsonNode> told = client.get();
    assertRows(told.get("approved"), 3);
    for (int limit = 7; limit < more; limit++) {
      assertRows(told.get("approved-" + moreWays().get(limit - 7)), limit);
    }
    assertFailed(told.get("denied"), "Not for this purpose");
    assertFailed(told.get("expired"), "none came in time");
    assertFailed(told.get("cancelled"), "it was cancelled while it waited");
    assertThat(state(4)).isEqualTo("DENIED");
    assertThat(state(5)).isEqualTo("EXPIRED");
    assertThat(state(6)).isEqualTo("WITHDRAWN");
    for (int limit : List.of(3, 4, 5, 6)) {
      assertThat(asked(limit)).as("requests to the gateway for " + SQL + limit).isEqualTo(1);
      assertThat(ran(limit)).as("jobs upstream for " + SQL + limit).isEqualTo(limit == 3 ? 1 : 0);
    }
  }

  @Test
  void aHoldSurvivesAGatewayThatIsKilled() throws Exception {
    CompletableFuture<Map<String, JsonNode>> client = start(List.of("approved:ask:3"));
    String hold = held(3);
    // A client that has only just asked may take a gateway that is gone for its own failure.
    while (exchanges().stream().noneMatch(e -> e.path("method").asText().equals("GET"))) {
      assertThat(client).isNotDone();
    }
    String port = gateway.address().replaceFirst(".*:", "");
    ProcessHandle.of(gateway.pid()).orElseThrow().destroyForcibly();
    gateway.close();
    gateway = served(port);
    assertThat(state(3)).isEqualTo("PENDING");
    decide("approve", hold);

    assertRows(client.get().get("approved"), 3);
    assertThat(state(3)).isEqualTo("DONE");
    assertThat(ran(3)).isEqualTo(1);
  }

  private static void assertRows(JsonNode told, int rows) {
    assertThat(told.path("ok").asBoolean()).as(told.toString()).isTrue();
    assertThat(told.path("rows").asInt()).as(told.toString()).isEqualTo(rows);
  }

  private static void assertFailed(JsonNode told, String why) {
    assertThat(told.path("ok").asBoolean()).as(told.toString()).isFalse();
    assertThat(told.path("detail").asText().replaceAll("\\s+", " ")).contains(why);
  }

  /** What the client says of each case, once it has ended. */
  private CompletableFuture<Map<String, JsonNode>> start(List<String> cases) throws Exception {
    JsonNode connected = connected();
    List<String> command = command(connected, cases);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            Program.Ended ended =
                Program.run(command, variables(connected), folder.resolve("home"));
            Map<String, JsonNode> told = new HashMap<>();
            for (String line : ended.out().lines().filter(l -> l.startsWith("{")).toList()) {
              JsonNode one = Json.MAPPER.readTree(line);
              told.put(one.path("check").asText(), one);
            }
            assertThat(told).as(ended.out() + ended.err()).hasSize(cases.size());
            return told;
          } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  /** The hold of the statement with this limit, waited for. */
  private String held(int limit) throws IOException, InterruptedException {
    while (true) {
      for (JsonNode hold : holds()) {
        if (hold.path("sql").asText().equals(SQL + limit)) {
          return hold.path("id").asText();
        }
      }
    }
  }

  private String state(int limit) throws IOException, InterruptedException {
    return holds().stream()
        .filter(hold -> hold.path("sql").asText().equals(SQL + limit))
        .map(hold -> hold.path("state").asText())
        .findFirst()
        .orElse("");
  }

  private List<JsonNode> holds() throws IOException, InterruptedException {
    return list(
        Program.json(folder, "holds", "list", "--all", "--json", "--data", data.toString()),
        "holds");
  }

  private void decide(String verb, String hold, String... more)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("holds", verb, hold, "--json", "--data", data.toString()));
    arguments.addAll(List.of(more));
    JsonNode answer = Program.json(folder, arguments.toArray(String[]::new));
    assertThat(answer.path("applied").asBoolean()).as(answer.toString()).isTrue();
  }

  /** How often the client sent the statement. */
  private long asked(int limit) throws IOException, InterruptedException {
    return exchanges().stream()
        .filter(e -> e.path("method").asText().equals("POST"))
        .filter(e -> e.path("sql").asText().equals(SQL + limit))
        .count();
  }

  private long ran(int limit) {
    return witness.ran().stream().filter(sql -> sql.equals(SQL + limit)).count();
  }

  private List<JsonNode> exchanges() throws IOException, InterruptedException {
    List<JsonNode> found = new ArrayList<>();
    JsonNode listed = Program.json(folder, "sessions", "list", "--data", data.toString(), "--json");
    for (JsonNode session : list(listed, "sessions")) {
      String id = session.path("id").asText();
      JsonNode shown =
          Program.json(folder, "sessions", "show", id, "--data", data.toString(), "--json");
      found.addAll(list(shown, "exchanges"));
    }
    return found;
  }

  private static List<JsonNode> list(JsonNode document, String name) {
    return StreamSupport.stream(document.path(name).spliterator(), false).toList();
  }
}
