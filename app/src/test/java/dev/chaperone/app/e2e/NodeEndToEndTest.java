package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Google's Node library, with nothing but the printed environment. */
class NodeEndToEndTest extends EndToEnd {
  private static final Path PREPARED = Clone.prepared().resolve("node");

  @Override
  String client() {
    return "node";
  }

  @Override
  void require() {
    Requirement.of(
        "node",
        Files.isDirectory(PREPARED.resolve("node_modules")),
        "its library is not prepared; run ./check");
  }

  @Test
  void worksUnchangedAndEveryRequestIsShown() throws Exception {
    // Node looks for libraries beside the program.
    Path agent = PREPARED.resolve("agent.mjs");
    Files.deleteIfExists(agent);
    Files.copy(Clone.clients().resolve("node/agent.mjs"), agent);
    Program.Ended ended =
        Program.run(
            List.of("node", agent.toString()), variables(connected()), folder.resolve("home"));
    assertAllOk(ended, "query", "create_query_job", "page_30000", "failing_query");

    List<JsonNode> exchanges = assertAllRecorded();
    assertSqlRecorded(
        exchanges,
        "SELECT id, status FROM shop.orders ORDER BY id LIMIT 5",
        "SELECT nmae FROM shop.customers LIMIT 1");
    assertThat(exchanges).anyMatch(e -> e.path("client").asText().contains("gl-node"));
    assertThat(rowsOf(exchanges)).isGreaterThanOrEqualTo(30_000);
    assertAnswersKeepToTheWire();
  }
}
