package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Google's Python library, with nothing but the printed environment. */
class PythonEndToEndTest extends EndToEnd {
  @Override
  String client() {
    return "python";
  }

  @Test
  void worksUnchangedAndEveryRequestIsShown() throws Exception {
    Program.Ended ended =
        Program.run(
            List.of(
                RealClient.PYTHON.toString(),
                Clone.clients().resolve("python/agent.py").toString()),
            variables(connected()),
            folder.resolve("home"));
    assertAllOk(ended, "query", "query_and_wait", "to_dataframe", "page_30000", "failing_query");

    List<JsonNode> exchanges = assertAllRecorded();
    assertSqlRecorded(
        exchanges,
        "SELECT id, status FROM shop.orders ORDER BY id LIMIT 5",
        "SELECT COUNT(*) AS n FROM shop.orders",
        "SELECT nmae FROM shop.customers LIMIT 1");
    assertThat(exchanges).anyMatch(e -> e.path("client").asText().contains("gl-python"));
    assertThat(rowsOf(exchanges)).isGreaterThanOrEqualTo(35_000);
    assertAnswersKeepToTheWire();
  }
}
