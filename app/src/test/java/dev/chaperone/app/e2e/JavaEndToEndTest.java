package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Google's Java library: the endpoint in one line of code, its token over HTTPS. */
class JavaEndToEndTest extends EndToEnd {
  @Override
  String client() {
    return "java";
  }

  @Test
  void worksWithSetHostAndEveryRequestIsShown() throws Exception {
    JsonNode connected = connected();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    connected.path("java_options").forEach(option -> command.add(option.asText()));
    command.addAll(
        List.of(
            "-cp",
            RealClient.JAVA_LIBRARIES + "/*",
            Clone.clients().resolve("java/Agent.java").toString()));
    Program.Ended ended = Program.run(command, variables(connected), folder.resolve("home"));
    assertAllOk(ended, "query", "create_query_job", "page_30000", "failing_query");

    List<JsonNode> exchanges = assertAllRecorded();
    assertSqlRecorded(
        exchanges,
        "SELECT id, status FROM shop.orders ORDER BY id LIMIT 5",
        "SELECT nmae FROM shop.customers LIMIT 1");
    assertThat(exchanges).anyMatch(e -> e.path("client").asText().contains("gl-java"));
    assertThat(rowsOf(exchanges)).isGreaterThanOrEqualTo(30_000);
    assertAnswersKeepToTheWire();
  }
}
