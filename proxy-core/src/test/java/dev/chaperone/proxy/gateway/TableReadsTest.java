package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many rows of a table an agent may read by tabledata.list, whole or page by page. */
class TableReadsTest {
  @TempDir Path data;

  @Test
  void aTableIsReadWholeWhereItsSizeKeepsTheBound() throws Exception {
    String table = "/bigquery/v2/projects/demo/datasets/shop/tables/orders";
    String path = table + "/data";
    String policy =
        """
        version: 1
        rules:
          - name: many-rows-out
            when: request.method == "bigquery.tabledata.list" && exposure.rows > %d
            then: hold
            reason: "A whole table."
        """;
    // The warehouse says that it has ten rows.
    try (var running = new RunningGateway(data, new PricedWarehouse(), policy.formatted(10))) {
      running.get(path);
      assertThat(running.upstream.requests())
          .extracting(request -> request.path())
          .containsExactly(table, path);
    }
    try (var running =
        new RunningGateway(data.resolve("other"), new PricedWarehouse(), policy.formatted(9))) {
      assertThat(running.get(path).body()).contains("hold_", "A whole table.");
      running.get(path + "?maxResults=9");
      assertThat(running.upstream.requests())
          .extracting(request -> request.path())
          .containsExactly(table, path);
    }
  }

  @Test
  void aTableThatMayNotBeReadWholeMayNotBeReadPageByPageEither() throws Exception {
    String path = "/bigquery/v2/projects/demo/datasets/shop/tables/orders/data";
    String policy =
        """
        version: 1
        rules:
          - name: many-rows-out
            when: request.method == "bigquery.tabledata.list" && exposure.rows > 9
            then: hold
        """;
    // The warehouse says that it has ten rows.
    try (var running = new RunningGateway(data, new PricedWarehouse(), policy)) {
      assertThat(running.get(path + "?startIndex=4&maxResults=5").body()).doesNotContain("hold_");
      for (String further :
          List.of(
              "?startIndex=9&maxResults=1",
              "?startIndex=5&maxResults=5",
              "?maxResults=5&pageToken=BFDE",
              "?startIndex=9223372036854775807&maxResults=5",
              "?startIndex=18446744073709551615&maxResults=5",
              "?startIndex=-5&maxResults=12")) {
        assertThat(running.get(path + further).statusCode()).as(further).isNotEqualTo(200);
      }
      assertThat(running.upstream.requests())
          .filteredOn(request -> request.path().equals(path))
          .hasSize(1);
    }
  }
}
