package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Google's Node library, with nothing but the printed environment. */
class NodeEndToEndTest extends EndToEnd {
  @Override
  String client() {
    return "node";
  }

  @Test
  void worksUnchangedAndEveryRequestIsShown() throws Exception {
    Path agent = RealClient.nodeProgram("agent.mjs");
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
