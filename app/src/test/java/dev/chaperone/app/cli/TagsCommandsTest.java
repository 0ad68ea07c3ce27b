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
import dev.chaperone.console.TagOverview;
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

class TagsCommandsTest {
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
    parts.openStore(data).close();
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
  void theListShowsColumnsFindsAndTablesThatInherited() throws IOException {
    try (GatewayHost host = gateway()) {
      assertThat(host.console().tags()).isEqualTo(FakeApprovals.TAGS);
      assertThat(run("tags", "list").out())
          .contains("demo.shop.customers", "redact", "suggest:pii", "demo.shop.copy", "in force");
      JsonNode tags = run("tags", "list", "--json").json();
      assertThat(tags.fieldNames()).toIterable().containsExactly("columns", "finds", "derived");
      assertThat(tags.at("/columns/0/path").asText()).isEqualTo("email");
      assertThat(tags.at("/columns/0/tags/0").asText()).isEqualTo("pii");
      assertThat(tags.at("/columns/0/times").asInt()).isEqualTo(12);
      assertThat(tags.at("/columns/0/last").asText()).isEqualTo("2026-11-21T20:00:00.500Z");
      assertThat(tags.at("/finds/0/reaction").asText()).isEqualTo("suggest:pii");
      assertThat(tags.at("/derived/0/up_to").asLong()).isEqualTo(77);
      assertThat(tags.at("/derived/0/revoked").asBoolean(true)).isFalse();
      assertThat(tags.at("/derived/0/revoked_reason").isTextual()).isTrue();
      assertThat(tags.at("/derived/0/columns/0/origins/0").asText())
          .isEqualTo("demo.shop.customers.email");
    }
  }

  @Test
  void whatATableInheritedIsTakenBackWithAReason() throws IOException {
    try (GatewayHost host = gateway()) {
      assertFails(run("tags", "revoke", "demo.shop.copy"), Exit.USAGE, "--reason");
      assertFails(run("tags", "revoke", "demo.shop.copy", "--reason", " "), Exit.USAGE, "say why");
      assertFails(
          run("tags", "revoke", "demo.shop.cop", "--reason", "x"), Exit.NOT_FOUND, "tags list");
      assertThat(host.console().tags().derived()).hasSize(1);
      assertThat(approvals.revoked).isEmpty();

      assertThat(run("tags", "revoke", "shop.copy", "--reason", "counts only").out())
          .contains("demo.shop.copy");
      JsonNode again = run("tags", "revoke", "copy", "--reason", "so", "--json").json();
      assertThat(again.path("table").asText()).isEqualTo("demo.shop.copy");
      assertThat(again.path("up_to").asLong()).isEqualTo(77);
      assertThat(again.path("state").asText()).isEqualTo("revoked");
    }
    assertThat(approvals.revoked)
        .containsExactly("demo.shop.copy up to 77: counts only", "demo.shop.copy up to 77: so");
  }

  @Test
  void theNewestOfATableCoversAllBeforeAndWhatWasTakenBackIsNotFound() throws IOException {
    approvals.tags = FakeApprovals.manyTags(3); // d2 was taken back
    TagOverview.Derived first = approvals.tags.derived().getFirst();
    List<TagOverview.Derived> more = new ArrayList<>(approvals.tags.derived());
    more.add(later(first));
    approvals.tags = new TagOverview(List.of(), List.of(), more);
    try (GatewayHost host = gateway()) {
      assertThat(host.console().tags().derived()).hasSize(4);
      assertFails(run("tags", "revoke", "d2", "--reason", "x"), Exit.NOT_FOUND, "no table d2");
      assertThat(run("tags", "revoke", "d0", "--reason", "x").exit()).isZero();
    }
    assertThat(approvals.revoked).containsExactly("demo.shop.d0 up to 500: x");
  }

  private static TagOverview.Derived later(TagOverview.Derived one) {
    return new TagOverview.Derived(
        one.table(),
        500,
        "copy",
        one.agent(),
        one.session(),
        one.at(),
        false,
        "",
        "",
        one.columns());
  }

  @Test
  void aNameThatFitsTwoTablesTakesNothingBack() throws IOException {
    TagOverview.Derived one = FakeApprovals.TAGS.derived().getFirst();
    TagOverview.Derived other =
        new TagOverview.Derived(
            "demo.archive.copy",
            78,
            one.how(),
            one.agent(),
            one.session(),
            one.at(),
            false,
            "",
            "",
            one.columns());
    approvals.tags = new TagOverview(List.of(), List.of(), List.of(other, one));
    try (GatewayHost host = gateway()) {
      assertThat(host.console().tags().derived()).hasSize(2);
      assertFails(
          run("tags", "revoke", "copy", "--reason", "x"), Exit.NOT_FOUND, "give all of the name");
    }
    assertThat(approvals.revoked).isEmpty();
  }

  @Test
  void whereNoGatewayRunsNothingIsTaggedNorTakenBack() throws IOException {
    assertThat(run("tags", "list").out()).contains("Nothing yet");
    assertThat(run("tags", "list", "--json").json().path("columns")).isEmpty();
    assertFails(
        run("tags", "revoke", "demo.shop.copy", "--reason", "x"),
        Exit.NOT_RUNNING,
        "chaperone serve");
    String empty = home.resolve("empty").toString();
    assertThat(cli.run("tags", "list", "--data", empty).out()).contains("Nothing");
    assertThat(Files.exists(Path.of(empty))).isFalse();
  }
}
