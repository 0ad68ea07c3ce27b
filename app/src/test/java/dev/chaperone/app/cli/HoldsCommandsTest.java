package dev.chaperone.app.cli;

import static dev.chaperone.app.cli.AgentCommandsTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.host.Parts;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.app.support.FakeApprovals;
import dev.chaperone.app.support.FakeGatewayParts;
import dev.chaperone.app.support.SampleHolds;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.Recordings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldsCommandsTest {
  private static final String SQL = "SELECT *\n  FROM shop.orders \u001b[2J";

  @TempDir Path home;
  private final FakeApprovals approvals = new FakeApprovals();
  private final Parts parts = new FakeGatewayParts(approvals);
  private CliRun cli;
  private DataFolder data;

  @BeforeEach
  void prepare() throws IOException {
    cli = new CliRun(home);
    data = new DataFolder(home.resolve("data"));
    data.create();
    Files.createFile(data.lockFile());
    try (Recordings recordings = parts.openStore(data)) {
      Recorder recorder = recordings.recorder();
      SampleHolds.pending(recorder, "hold_a1", SQL);
      SampleHolds.pending(recorder, "hold_a2", "SELECT 2");
      SampleHolds.denied(recorder, "hold_a2");
      SampleHolds.pending(recorder, "hold_late", "SELECT 3");
      SampleHolds.pending(recorder, "hold_z", "SELECT 4");
      SampleHolds.denied(recorder, "hold_z");
      SampleHolds.grant(recorder, "grant_1", "made", 3);
      SampleHolds.grant(recorder, "grant_1", "used", 2);
    }
  }

  private GatewayHost gateway() throws IOException {
    Door door = new Door(data, parts, "serve", Clock.systemUTC(), Duration.ofSeconds(10));
    ServeSettings settings =
        new ServeSettings(data, 0, 0, URI.create("http://127.0.0.1:9"), "none", Set.of());
    return GatewayHost.start(door.own(), door.record(), settings, parts, Map.of());
  }

  private CliRun.Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    return cli.run(all.toArray(String[]::new));
  }

  @Test
  void listShowsOnlyWhatIsOpenUnlessAskedForAll() throws IOException {
    JsonNode open = run("holds", "list", "--json").json().path("holds");
    assertThat(open.findValuesAsText("id")).containsExactly("hold_late", "hold_a1");
    JsonNode hold = open.get(1);
    assertThat(hold.path("state").asText()).isEqualTo("PENDING");
    assertThat(hold.path("agent").asText()).isEqualTo("analyst");
    assertThat(hold.path("session").asText()).isEqualTo("s-held");
    assertThat(hold.path("statement_kinds").get(0).asText()).isEqualTo("SELECT");
    assertThat(hold.path("bytes").asLong()).isEqualTo(3L << 40);
    assertThat(hold.at("/decider/how").asText()).isEqualTo("gateway");
    assertThat(run("holds", "list", "--all", "--json").json().path("holds")).hasSize(4);

    CliRun.Result table = run("holds", "list");
    assertThat(table.out().lines())
        .hasSize(3)
        .anyMatch(
            line ->
                line.startsWith("hold_a1")
                    && line.contains("SELECT *  ")
                    && line.contains("more than 50 GiB")
                    // Age and time left; how many minutes depends on how fast this machine is.
                    && line.matches(".* \\d+ min .* \\d+ min"));
  }

  @Test
  void showTellsAllThatADecisionRestsOn() throws IOException {
    String shown = run("holds", "show", "hold_a1").out();
    assertThat(shown)
        .contains(
            "Hold hold_a1 (PENDING)",
            "some-model",
            "monthly report",
            "rule expensive: more than 50 GiB",
            "demo.shop.report",
            "demo.shop.orders.email (pii)",
            "row access policies",
            "3.30 TB",
            "18.75",
            "the size of demo.shop.x",
            "1 PENDING",
            "2 DENIED",
            "FROM shop.orders")
        .doesNotContain("\u001b");
    JsonNode json = run("holds", "show", "hold_a1", "--json").json();
    assertThat(json.at("/hold/id").asText()).isEqualTo("hold_a1");
    assertThat(json.at("/request/sql").asText()).isEqualTo(SQL);
    assertThat(json.at("/request/agent_session").asText()).isEqualTo("s-held");
    assertThat(json.at("/request/grounds/usd").asText()).isEqualTo("18.75");
    assertThat(json.at("/similar/DENIED").asInt()).isEqualTo(2);
  }

  @Test
  void aHoldIsFoundByAnUnambiguousBeginningOrAsTheLast() throws IOException {
    assertThat(run("holds", "show", "hold_l").out()).startsWith("Hold hold_late");
    assertThat(run("holds", "show", "last").out()).startsWith("Hold hold_z");
    assertFails(run("holds", "show", "hold_a"), Exit.NOT_FOUND, "fits 2 holds");
    assertFails(run("holds", "show", "x"), Exit.NOT_FOUND, "there is no hold x");
  }

  @Test
  void decisionsReachTheGatewayWithAllThatWasSaid() throws IOException {
    Path file = Files.writeString(home.resolve("cheaper.sql"), "SELECT 'æ'\n");
    try (GatewayHost host = gateway()) {
      CliRun.Result approved = run("holds", "approve", "hold_a1", "--cap", "10MiB");
      assertThat(approved.exit()).as(approved.err()).isZero();
      assertThat(approved.out()).contains("hold_a1 is APPROVED: it is carried out now");
      CliRun.Result like =
          run(
              "holds",
              "approve",
              "hold_a1",
              "--reason",
              "fine",
              "--like",
              "--count",
              "3",
              "--for",
              "2h",
              "--max-bytes",
              "3TB");
      assertThat(like.exit()).as(like.err()).isZero();
      assertThat(run("holds", "deny", "hold_a1", "--reason", "no").exit()).isZero();
      assertThat(run("holds", "edit", "hold_a1", "--sql", "SELECT 1").exit()).isZero();
      JsonNode edited = run("holds", "edit", "hold_a1", "--file", file.toString(), "--json").json();
      assertThat(edited.path("applied").asBoolean()).isTrue();
      assertThat(edited.path("state").asText()).isEqualTo("APPROVED");
      assertThat(host.console().status().gateway()).isPresent();
    }
    assertThat(approvals.decisions)
        .containsExactly(
            new HoldDecision.Approve("hold_a1", "", 10L << 20),
            new HoldDecision.ApproveLike(
                "hold_a1", "fine", -1, 3, Duration.ofHours(2), 3_000_000_000_000L),
            new HoldDecision.Deny("hold_a1", "no"),
            new HoldDecision.EditAndApprove("hold_a1", "SELECT 1", "", -1),
            new HoldDecision.EditAndApprove("hold_a1", "SELECT 'æ'\n", "", -1));
  }

  @Test
  void lastIsTheNewestThatWaitsAndWhatIsNotAppliedFails() throws IOException {
    try (GatewayHost host = gateway()) {
      CliRun.Result late = run("holds", "approve", "last");
      assertFails(late, Exit.FAILED, "grace denied it before");
      CliRun.Result json = run("holds", "deny", "last", "--json");
      assertThat(json.exit()).isEqualTo(Exit.FAILED);
      assertThat(json.json().path("id").asText()).isEqualTo("hold_late");
      assertThat(json.json().path("applied").asBoolean(true)).isFalse();
      assertThat(host.console().holds(10)).hasSize(4);
    }
  }

  @Test
  void mistakesAreRefusedBeforeAnythingIsDecided() throws IOException {
    try (GatewayHost host = gateway()) {
      assertFails(cli.run("holds"), Exit.USAGE, "approve");
      assertFails(run("holds", "approve", "nobody"), Exit.NOT_FOUND, "no hold nobody");
      assertFails(run("holds", "approve", "last", "--cap", "lots"), Exit.USAGE, "10MiB");
      assertFails(run("holds", "approve", "last", "--like"), Exit.USAGE, "--count");
      assertFails(run("holds", "approve", "last", "--count", "3"), Exit.USAGE, "--like");
      assertFails(
          run(
              "holds",
              "approve",
              "last",
              "--like",
              "--count",
              "0",
              "--for",
              "2h",
              "--max-bytes",
              "1B"),
          Exit.USAGE,
          "--count takes");
      assertFails(run("holds", "edit", "last"), Exit.USAGE, "--sql");
      assertFails(run("holds", "edit", "last", "--sql", " "), Exit.USAGE, "empty");
      assertFails(
          run("holds", "edit", "last", "--file", home.resolve("no").toString()),
          Exit.FAILED,
          "cannot be read");
      assertThat(host.console().holds(10)).hasSize(4);
    }
    assertThat(approvals.decisions).isEmpty();
  }

  @Test
  void nothingIsDecidedWhereNoGatewayRuns() {
    assertFails(run("holds", "approve", "hold_a1"), Exit.NOT_RUNNING, "chaperone serve");
    assertFails(run("grants", "revoke", "grant_1"), Exit.NOT_RUNNING, "chaperone serve");
    assertFails(run("policy", "status"), Exit.NOT_RUNNING, "chaperone serve");
  }

  @Test
  void grantsAreListedAndRevoked() throws IOException {
    JsonNode grants = run("grants", "list", "--json").json().path("grants");
    assertThat(grants).hasSize(1);
    assertThat(grants.get(0).path("state").asText()).isEqualTo("active");
    assertThat(grants.get(0).path("left").asInt()).isEqualTo(2);
    assertThat(run("grants", "list").out()).contains("grant_1", "2 of 3", "demo.shop.orders");
    try (GatewayHost host = gateway()) {
      assertThat(run("grants", "revoke", "grant", "--reason", "over").out()).contains("grant_1");
      assertFails(run("grants", "revoke", "x"), Exit.NOT_FOUND, "no grant x");
      assertThat(host.console().grants(10)).hasSize(1);
    }
    assertThat(approvals.revoked).containsExactly("grant_1: over");
  }

  @Test
  void thePolicyInForceIsToldAndTheWaitingOneConfirmed() throws IOException {
    try (GatewayHost host = gateway()) {
      assertThat(run("policy", "show").out()).isEqualTo("version: 1\nrules: []\n");
      assertThat(run("policy", "status").out())
          .contains("team.yaml:3:1", "rule expensive is gone", "confirm " + FakeApprovals.WAITING);
      JsonNode status = run("policy", "status", "--json").json();
      assertThat(status.fieldNames())
          .toIterable()
          .contains("source", "sha256", "since", "problems", "waiting", "loosenings");
      assertThat(status.path("since").asText()).isEqualTo("2026-11-21T20:00:00.500Z");
      assertThat(run("policy", "confirm", FakeApprovals.WAITING).exit()).isZero();
      assertFails(run("policy", "confirm", "0123"), Exit.USAGE, "no SHA-256");
      assertFails(run("policy", "confirm", "ab".repeat(32)), Exit.USAGE, "does not wait");
      assertThat(host.console().policy()).contains(FakeApprovals.STATUS);
    }
    assertThat(approvals.confirmed).containsExactly(FakeApprovals.WAITING);
  }

  @Test
  void listingAnEmptyPlaceMakesNothing() throws IOException {
    String empty = home.resolve("empty").toString();
    assertThat(cli.run("holds", "list", "--data", empty, "--json").json().path("holds")).isEmpty();
    assertThat(cli.run("grants", "list", "--data", empty).out()).contains("Nothing");
    assertFails(cli.run("holds", "show", "last", "--data", empty), Exit.NOT_FOUND, "nothing");
    assertFails(cli.run("holds", "deny", "last", "--data", empty), Exit.NOT_RUNNING, "serve");
    assertThat(Files.exists(Path.of(empty))).isFalse();
  }
}
