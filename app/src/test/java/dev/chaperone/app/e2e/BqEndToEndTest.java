package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real bq with nothing but the printed environment. */
class BqEndToEndTest extends EndToEnd {
  @Override
  String client() {
    return "bq";
  }

  @Test
  void answersAsExpectedAndEveryRequestIsShown() throws Exception {
    Program.Ended ended =
        Program.run(
            List.of(
                "bash",
                Clone.clients().resolve("bq/run.sh").toString(),
                folder.resolve("bq").toString()),
            variables(connected()),
            folder.resolve("home"));
    assertAllOk(ended, "query_count", "dry_run", "ls_tables", "head", "rows_30000", "bad_sql");

    List<JsonNode> exchanges = assertAllRecorded();
    assertSqlRecorded(
        exchanges,
        "SELECT COUNT(*) AS orders FROM shop.orders",
        "SELECT id FROM shop.orders ORDER BY id",
        "SELECT nmae FROM shop.customers LIMIT 1");
    assertThat(exchanges).anyMatch(e -> e.path("client").asText().contains("google-cloud-sdk"));
    assertThat(rowsOf(exchanges)).isGreaterThanOrEqualTo(35_000);
    assertAnswersKeepToTheWire();
  }
}
