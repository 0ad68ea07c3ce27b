package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway knows of tables does not outlive a change that it let through. */
class CatalogueForgetsTest {
  private static final String POLICY =
      """
      version: 1
      rules:
        - name: large
          when: estimate.bytes > 1 * GiB
          then: deny
          reason: "This scans much."
        - name: all
          when: "true"
          then: allow
      """;
  private static final String JOBS = "/bigquery/v2/projects/demo/jobs";
  private static final String INSERT =
      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"%s\"},\"configuration\":{\"query\":"
          + "{\"query\":\"%s\",\"useLegacySql\":false}}}";
  private static final String SELECT = "SELECT id FROM shop.orders";

  @TempDir Path data;
  private final PricedWarehouse warehouse = new PricedWarehouse();

  private static int select(RunningGateway running, String job) throws Exception {
    return running.post(JOBS, INSERT.formatted(job, SELECT)).statusCode();
  }

  private static long looks(RunningGateway running) {
    return running.upstream.requests().stream()
        .filter(r -> r.method().equals("GET") && r.path().endsWith("/tables/orders"))
        .count();
  }

  @Test
  void readsShareALookAndAnAllowedChangeEndsIt() throws Exception {
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      assertThat(select(running, "r-1")).isEqualTo(200);
      assertThat(select(running, "r-2")).isEqualTo(200);
      running.get("/bigquery/v2/projects/demo/queries/r-2");
      assertThat(select(running, "r-3")).isEqualTo(200);
      assertThat(looks(running)).isEqualTo(1);

      assertThat(
              running
                  .post(JOBS, INSERT.formatted("w-1", "INSERT INTO shop.orders (id) VALUES (1)"))
                  .statusCode())
          .isEqualTo(200);
      warehouse.bytes = 2L << 30;
      assertThat(select(running, "r-4")).as("the table is looked at again").isEqualTo(403);
    }
  }

  @Test
  void aChangeThatGoesOnAfterItsAnswerEndsItAgain() throws Exception {
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      running.post(JOBS, INSERT.formatted("w-1", "ALTER TABLE shop.orders ADD COLUMN c STRING"));
      assertThat(select(running, "r-1")).isEqualTo(200);
      warehouse.bytes = 2L << 30;
      running.get(JOBS + "/w-1");
      assertThat(select(running, "r-2")).isEqualTo(403);
    }
  }

  @Test
  void aChangeThatAPersonApprovesEndsItThoughNobodyLooksAfterItsJob() throws Exception {
    String holding =
        """
        version: 1
        rules:
          - name: writes
            when: statement.effects.exists(e, e != "read") || request.destination != ""
            then: hold
          - name: large
            when: estimate.bytes > 1 * GiB
            then: deny
          - name: all
            when: "true"
            then: allow
        """;
    String into =
        "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"w-2\"},\"configuration\":"
            + "{\"query\":{\"query\":\"SELECT 1\",\"useLegacySql\":false,\"destinationTable\":"
            + "{\"projectId\":\"demo\",\"datasetId\":\"shop\",\"tableId\":\"orders\"}}}}";
    for (String change :
        List.of(INSERT.formatted("w-1", "ALTER TABLE shop.orders ADD COLUMN c STRING"), into)) {
      PricedWarehouse tables = new PricedWarehouse();
      try (var running = new RunningGateway(data.resolve("d" + change.length()), tables, holding)) {
        running.post(JOBS, change);
        assertThat(select(running, "r-1")).isEqualTo(200);
        Hold hold = holds(running).getFirst();
        running.gateway.approvals().decide(new HoldDecision.Approve(hold.id(), "", -1));
        while (!holds(running).getFirst().submitted()) {
          running.get(JOBS);
        }

        tables.bytes = 2L << 30;
        assertThat(select(running, "r-2")).as("the table is looked at again").isEqualTo(403);
      }
    }
  }

  private static List<Hold> holds(RunningGateway running) {
    return HoldBook.open(
            running.recordings.approvals(),
            running.recordings.recorder(),
            Clock.systemUTC(),
            () -> "hold_unused")
        .all();
  }

  @Test
  void aChangeByRestEndsIt() throws Exception {
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      assertThat(select(running, "r-1")).isEqualTo(200);
      running.post(
          "/bigquery/v2/projects/demo/datasets/shop/tables/orders/insertAll",
          "{\"rows\":[{\"json\":{\"id\":1}}]}");
      warehouse.bytes = 2L << 30;
      assertThat(select(running, "r-2")).isEqualTo(403);
    }
  }

  @Test
  void aChangeThatWasDeniedEndsNothing() throws Exception {
    String denying =
        """
        version: 1
        rules:
          - name: no-writes
            when: statement.effects.exists(e, e != "read")
            then: deny
          - name: all
            when: "true"
            then: allow
        """;
    try (var running = new RunningGateway(data, warehouse, denying)) {
      select(running, "r-1");
      running.post(JOBS, INSERT.formatted("w-1", "DROP TABLE shop.orders"));
      select(running, "r-2");
      assertThat(looks(running)).isEqualTo(1);
    }
  }
}
