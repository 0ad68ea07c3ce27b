package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Sandbox, witness and gateway as a real client meets them, and the judgement afterwards. */
abstract class EndToEnd {
  @TempDir Path folder;
  private Program sandbox;
  Witness witness;
  Program gateway;
  Path data = Path.of("");

  /** Its name in {@code CHAPERONE_REQUIRE} and for {@code connect}. */
  abstract String client();

  /** Skips or fails if the client is not there. */
  void require() {
    RealClient.require(client());
  }

  @BeforeEach
  void start() throws Exception {
    require();
    Path built = Clone.root().resolve("googlesql/target/lib");
    Requirement.of(client(), Files.isDirectory(built), "the sandbox is not built; run ./check");
    data = folder.resolve("data");
    try {
      sandbox =
          Program.serve(
              Program.sandbox("--port", "0", "--exit-with-stdin"), folder.resolve("sandbox.log"));
    } catch (Program.CannotRunHere e) {
      Requirement.of(client(), false, "the sandbox cannot run on this system: " + e.getMessage());
    }
    witness = new Witness(sandbox.address());
    gateway = served("0");
  }

  /** Beyond the usual. */
  List<String> options() throws IOException {
    return List.of();
  }

  /** The gateway on this port, before the sandbox. */
  final Program served(String port) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--port",
                port,
                "--https-port",
                "0",
                "--exit-with-stdin",
                "--credentials",
                "none",
                "--upstream",
                "http://" + witness.address(),
                "--data",
                data.toString()));
    arguments.addAll(options());
    return Program.serve(
        Program.chaperone(arguments.toArray(String[]::new)), folder.resolve("gateway.log"));
  }

  @AfterEach
  void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
      witness.close();
      sandbox.close();
    }
  }

  /** What {@code connect} prints for the client. */
  JsonNode connected() throws IOException, InterruptedException {
    return connected(client(), "tester");
  }

  /** What {@code connect} prints for a client of an agent that is named like it. */
  final JsonNode connected(String client) throws IOException, InterruptedException {
    return connected(client, client);
  }

  private JsonNode connected(String client, String agent) throws IOException, InterruptedException {
    return Program.json(
        folder, "connect", client, "--agent", agent, "--data", data.toString(), "--json");
  }

  static Map<String, String> variables(JsonNode connected) {
    Map<String, String> variables = new LinkedHashMap<>();
    connected
        .path("env")
        .properties()
        .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
    return variables;
  }

  /** Every check the client printed went well, and it printed at least these. */
  static void assertAllOk(Program.Ended ended, String... atLeast) throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : ended.out().lines().filter(l -> l.startsWith("{")).toList()) {
      JsonNode check = Json.MAPPER.readTree(line);
      assertThat(check.path("ok").asBoolean()).as(line).isTrue();
      names.add(check.path("check").asText());
    }
    assertThat(names).as(ended.out() + ended.err()).contains(atLeast);
    assertThat(ended.exit()).as(ended.err()).isZero();
  }

  /** The recorded requests, each complete and none of those that went upstream missing. */
  List<JsonNode> assertAllRecorded() throws IOException, InterruptedException {
    List<JsonNode> exchanges = new ArrayList<>();
    List<String> lookups = new ArrayList<>();
    for (JsonNode session : sessions()) {
      shown(session).path("exchanges").forEach(exchanges::add);
      shown(session, "--frames").path("frames").forEach(frame -> addLookup(frame, lookups));
    }
    for (JsonNode exchange : exchanges) {
      assertComplete(exchange);
    }
    List<String> recorded =
        exchanges.stream().map(e -> e.path("method").asText() + " " + pathOf(e)).toList();
    List<String> missing = new ArrayList<>(witness.seen());
    recorded.forEach(missing::remove);
    lookups.forEach(missing::remove);
    missing.removeIf(seen -> seen.contains("rest"));
    assertThat(missing).as("went upstream without a record").isEmpty();
    assertThat(witness.seen().size()).isGreaterThan(10);
    assertThat(witness.authorizations()).as("credentials sent upstream").isEmpty();
    JsonNode verified = Program.json(folder, "verify", "--data", data.toString(), "--json");
    assertThat(verified.path("intact").asBoolean()).isTrue();
    return exchanges;
  }

  private JsonNode shown(JsonNode session, String... more)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("sessions", "show", session.path("id").asText(), "--json"));
    arguments.addAll(List.of("--data", data.toString()));
    arguments.addAll(List.of(more));
    return Program.json(folder, arguments.toArray(String[]::new));
  }

  /** What the gateway asked for itself, to decide. */
  private static void addLookup(JsonNode frame, List<String> lookups) {
    JsonNode body = frame.path("body");
    if (frame.path("type").asText().equals("upstream")
        && body.path("purpose").asText().equals("lookup")) {
      String target = URI.create(body.path("url").asText()).getRawPath();
      lookups.add(body.path("method").asText() + " " + target);
    }
  }

  /**
   * Stops the gateway and holds every answer it delivered against BigQuery's schemas (where the
   * discovery document is on this machine) and against the shapes of rows and errors.
   */
  void assertAnswersKeepToTheWire() throws IOException, InterruptedException {
    gateway.close();
    WireRules rules = new WireRules();
    List<RecordedAnswers.Delivered> answers = RecordedAnswers.of(data);
    assertThat(answers.size()).isGreaterThan(10);
    assertThat(answers.stream().flatMap(answer -> rules.faults(answer).stream()).toList())
        .isEmpty();
  }

  private JsonNode sessions() throws IOException, InterruptedException {
    return Program.json(folder, "sessions", "list", "--data", data.toString(), "--json")
        .path("sessions");
  }

  private static void assertComplete(JsonNode exchange) {
    String what = exchange.toString();
    assertThat(exchange.path("agent").asText()).as(what).isEqualTo("tester");
    assertThat(exchange.at("/identity/issuer").asText()).as(what).isNotEmpty();
    assertThat(exchange.path("address").asText()).as(what).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(exchange.path("client").asText()).as(what).isNotEmpty();
    assertThat(exchange.path("time").asText()).as(what).isNotEmpty();
    assertThat(exchange.path("state").asText()).as(what).isEqualTo("done");
    assertThat(exchange.path("status").asInt()).as(what).isBetween(200, 499);
    assertThat(exchange.path("duration_ms").asLong(-1)).as(what).isNotNegative();
    assertThat(exchange.path("bytes").asLong(-1)).as(what).isNotNegative();
    boolean rowPage = exchange.path("api_method").asText().matches(".*(jobs.query|tabledata.list)");
    if (rowPage && exchange.path("status").asInt() == 200) {
      assertThat(exchange.path("rows").asLong(-1)).as(what).isNotNegative();
    }
  }

  private static String pathOf(JsonNode exchange) {
    String path = exchange.path("path").asText().replaceFirst("\\?.*", "");
    // Node leaves the prefix out; upstream it has one.
    return path.startsWith("/projects/") ? "/bigquery/v2" + path : path;
  }

  static void assertSqlRecorded(List<JsonNode> exchanges, String... statements) {
    List<String> recorded = exchanges.stream().map(e -> e.path("sql").asText()).toList();
    assertThat(recorded).contains(statements);
  }

  static long rowsOf(List<JsonNode> exchanges) {
    return exchanges.stream().mapToLong(e -> Math.max(0, e.path("rows").asLong())).sum();
  }
}
