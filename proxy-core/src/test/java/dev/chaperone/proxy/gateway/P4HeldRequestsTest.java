package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.approval.hold.HoldState;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Held requests over real sockets: they wait as pending jobs, and only an approval runs them. */
class P4HeldRequestsTest {
  private static final String POLICY =
      """
      version: 1
      rules:
        - name: expensive
          when: estimate.bytes > 1 * GiB
          then: hold
          reason: "This scans much."
        - name: no-drops
          when: statement.kinds.exists(k, k.startsWith("DROP_"))
          then: deny
          reason: "Agents do not drop tables."
      """;
  private static final long MUCH = 3L << 40;
  private static final String INSERT =
      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"%s\"},\"configuration\":{\"query\":"
          + "{\"query\":\"%s\",\"useLegacySql\":false}}}";
  private static final String JOBS = "/bigquery/v2/projects/demo/jobs";

  @TempDir Path data;

  @Test
  void aHeldJobIsPendingUntilItIsApprovedAndThenRunsOnceUnderItsOwnId() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      HttpResponse<String> answer =
          running.post(JOBS, INSERT.formatted("job-1", "SELECT * FROM shop.orders"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(state(answer)).isEqualTo("PENDING");
      assertThat(state(running.get(JOBS + "/job-1"))).isEqualTo("PENDING");
      assertThat(running.get("/bigquery/v2/projects/demo/queries/job-1?timeoutMs=50").body())
          .contains("\"jobComplete\":false");
      assertThat(running.get(JOBS).body()).contains("job-1");
      assertThat(warehouse.executed).isEmpty();

      Hold hold = only(running);
      assertThat(hold.request().envelope().bytes()).isEqualTo(MUCH);
      assertThat(hold.request().rule()).isEqualTo("expensive");
      HoldAnswer approved =
          running.gateway.approvals().decide(new HoldDecision.Approve(hold.id(), "ok", -1));
      assertThat(approved.applied()).as(approved.told()).isTrue();

      HttpResponse<String> rows = running.get("/bigquery/v2/projects/demo/queries/job-1");
      assertThat(rows.statusCode()).as(rows.body()).isEqualTo(200);
      assertThat(rows.body()).contains("\"jobComplete\":true", "\"totalRows\":\"3\"");
      assertThat(warehouse.executed).hasSize(1);
      JsonNode job = warehouse.executed.getFirst();
      assertThat(job.at("/jobReference/jobId").asText()).isEqualTo("job-1");
      assertThat(job.at("/configuration/query/maximumBytesBilled").asLong())
          .isEqualTo(MUCH + MUCH / 10 + 1);
      assertThat(job.at("/configuration/labels/chaperone-agent").asText()).isEqualTo("tester");
    }
  }

  @Test
  void aDeniedJobFailsOnceWithTheReasonAndNeverRuns() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      running.post(JOBS, INSERT.formatted("job-2", "SELECT * FROM shop.orders"));
      running.gateway.approvals().decide(new HoldDecision.Deny(only(running).id(), "too much"));

      HttpResponse<String> rows = running.get("/bigquery/v2/projects/demo/queries/job-2");
      assertThat(rows.statusCode()).isEqualTo(403);
      assertThat(rows.body()).contains("accessDenied", "too much");
      assertThat(running.get(JOBS + "/job-2").body()).contains("\"state\":\"DONE\"", "too much");
      assertThat(warehouse.executed).isEmpty();
    }
  }

  @Test
  void aCancelledJobIsWithdrawnAndCannotBeApprovedAnyMore() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      running.post(JOBS, INSERT.formatted("job-3", "SELECT * FROM shop.orders"));
      assertThat(running.post(JOBS + "/job-3/cancel", "").statusCode()).isEqualTo(200);

      HoldAnswer late =
          running
              .gateway
              .approvals()
              .decide(new HoldDecision.Approve(only(running).id(), "ok", -1));
      assertThat(late.applied()).isFalse();
      assertThat(late.state()).isEqualTo("WITHDRAWN");
      assertThat(warehouse.executed).isEmpty();
    }
  }

  @Test
  void anotherAgentsHeldJobDoesNotExistForTheCaller() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      running.post(JOBS, INSERT.formatted("job-4", "SELECT * FROM shop.orders"));
      String other = running.agent("other");
      for (String path :
          new String[] {JOBS + "/job-4", "/bigquery/v2/projects/demo/queries/job-4"}) {
        HttpRequest request =
            HttpRequest.newBuilder(running.uri(path))
                .header("Authorization", "Bearer " + other)
                .build();
        assertThat(running.client.send(request, BodyHandlers.ofString()).statusCode())
            .isEqualTo(404);
      }
      HttpRequest cancel =
          HttpRequest.newBuilder(running.uri(JOBS + "/job-4/cancel"))
              .header("Authorization", "Bearer " + other)
              .POST(BodyPublishers.noBody())
              .build();
      assertThat(running.client.send(cancel, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
      assertThat(only(running).state()).isEqualTo(HoldState.PENDING);
    }
  }

  @Test
  void aHeldQueryIsAnsweredWithAJobThatTheClientCanPoll() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      String query =
          "{\"query\":\"SELECT id FROM shop.orders\",\"useLegacySql\":false,\"timeoutMs\":50,"
              + "\"requestId\":\"r-1\",\"jobCreationMode\":\"JOB_CREATION_OPTIONAL\"}";
      HttpResponse<String> first = running.post("/bigquery/v2/projects/demo/queries", query);
      HttpResponse<String> again = running.post("/bigquery/v2/projects/demo/queries", query);
      JsonNode answer = PricedWarehouse.JSON.readTree(first.body());
      assertThat(answer.path("jobComplete").asBoolean(true)).as(first.body()).isFalse();
      String job = answer.at("/jobReference/jobId").asText();
      assertThat(PricedWarehouse.JSON.readTree(again.body()).at("/jobReference/jobId").asText())
          .isEqualTo(job);

      running.gateway.approvals().decide(new HoldDecision.Approve(only(running).id(), "", -1));
      assertThat(running.get("/bigquery/v2/projects/demo/queries/" + job + "?location=US").body())
          .contains("\"jobComplete\":true");
      assertThat(warehouse.executed).hasSize(1);
    }
  }

  @Test
  void whatTheTextAloneDeniesNeverLeavesTheMachine() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      HttpResponse<String> answer =
          running.post(JOBS, INSERT.formatted("job-5", "DROP TABLE shop.orders"));
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("Agents do not drop tables.", "no-drops");
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @Test
  void nobodyIsAskedAboutWhatBigQueryWouldNotRun() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    warehouse.objection = "Unrecognized name: nmae at [1:8]";
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      HttpResponse<String> answer =
          running.post(JOBS, INSERT.formatted("job-8", "SELECT nmae FROM shop.nothing"));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("invalidQuery", "Unrecognized name: nmae at [1:8]");
      assertThat(holds(running)).isEmpty();
      assertThat(warehouse.executed).isEmpty();
    }
  }

  @Test
  void whatChangedSinceTheApprovalIsHeldAnew() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      running.post(JOBS, INSERT.formatted("job-6", "SELECT * FROM shop.orders"));
      warehouse.bytes = 4 * MUCH;
      running.gateway.approvals().decide(new HoldDecision.Approve(only(running).id(), "", -1));

      running.get("/bigquery/v2/projects/demo/queries/job-6?timeoutMs=3000");
      assertThat(holds(running))
          .extracting(Hold::state)
          .containsExactlyInAnyOrder(HoldState.EDITED, HoldState.PENDING);
      assertThat(warehouse.executed).isEmpty();
    }
  }

  @Test
  void aGrantLetsTheLikeThroughAsOftenAsItSays() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      running.post(JOBS, INSERT.formatted("job-7", "SELECT id FROM shop.orders WHERE id = 1"));
      HoldAnswer answer =
          running
              .gateway
              .approvals()
              .decide(
                  new HoldDecision.ApproveLike(
                      only(running).id(), "daily", -1, 1, Duration.ofHours(1), 2 * MUCH));
      assertThat(answer.applied()).as(answer.told()).isTrue();
      running.get("/bigquery/v2/projects/demo/queries/job-7");

      HttpResponse<String> like =
          running.post(JOBS, INSERT.formatted("job-8", "SELECT id FROM shop.orders WHERE id = 2"));
      assertThat(state(like)).as(like.body()).isEqualTo("DONE");
      HttpResponse<String> oneMore =
          running.post(JOBS, INSERT.formatted("job-9", "SELECT id FROM shop.orders WHERE id = 3"));
      assertThat(state(oneMore)).isEqualTo("PENDING");
      assertThat(warehouse.executed.get(1).at("/configuration/query/maximumBytesBilled").asLong())
          .isEqualTo(2 * MUCH);
      HttpResponse<String> ranAlready =
          running.post(JOBS, INSERT.formatted("job-8", "SELECT id FROM shop.orders WHERE id = 2"));
      assertThat(ranAlready.statusCode()).as(ranAlready.body()).isEqualTo(409);
    }
  }

  @Test
  void aRequestThatIsRepeatedAfterALikeApprovalDoesNotRunOnceMoreByItsOwnGrant() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      String query =
          "{\"query\":\"SELECT id FROM shop.orders\",\"useLegacySql\":false,\"timeoutMs\":50,"
              + "\"requestId\":\"r-2\"}";
      running.post(JOBS.replace("jobs", "queries"), query);
      running
          .gateway
          .approvals()
          .decide(
              new HoldDecision.ApproveLike(
                  only(running).id(), "daily", -1, 5, Duration.ofHours(1), 2 * MUCH));
      String job = only(running).request().job().orElseThrow().jobId();
      running.get("/bigquery/v2/projects/demo/queries/" + job);
      assertThat(warehouse.executed).hasSize(1);

      HttpResponse<String> again = running.post(JOBS.replace("jobs", "queries"), query);
      assertThat(PricedWarehouse.JSON.readTree(again.body()).at("/jobReference/jobId").asText())
          .isEqualTo(job);
      HttpResponse<String> taken =
          running.post(JOBS, INSERT.formatted(job, "SELECT id FROM shop.orders"));
      assertThat(taken.statusCode()).isEqualTo(409);
      assertThat(warehouse.executed).as("nothing ran by the grant").hasSize(1);
    }
  }

  @Test
  void aWriteThatIsNoJobGoesThroughOnceAfterItsApproval() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      String path = "/bigquery/v2/projects/demo/datasets/shop/tables/orders/insertAll";
      String rows = "{\"rows\":[{\"insertId\":\"%s\",\"json\":{\"id\":1}}]}";
      HttpResponse<String> held = running.post(path, rows.formatted("a"));
      assertThat(held.statusCode()).isEqualTo(403);
      assertThat(held.body()).contains("hold_");
      assertThat(running.upstream.requests()).isEmpty();

      running.gateway.approvals().decide(new HoldDecision.Approve(only(running).id(), "", -1));
      running.post(path, rows.formatted("b"));
      assertThat(running.upstream.requests()).hasSize(1);
      assertThat(running.post(path, rows.formatted("c")).statusCode()).isEqualTo(403);
      assertThat(running.upstream.requests()).hasSize(1);
    }
  }

  @Test
  void anEditThatCannotRunIsRefusedAndTheRequestStandsAsItWas() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    String policy =
        """
        version: 1
        rules:
          - name: all
            when: "true"
            then: hold
        """;
    try (var running = new RunningGateway(data, warehouse, policy)) {
      running.post(
          "/bigquery/v2/projects/demo/jobs",
          "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"j-1\"},\"configuration\":{\"query\":"
              + "{\"query\":\"SELECT id FROM shop.orders\",\"useLegacySql\":false}}}");
      String hold = only(running).id();
      warehouse.objection = "Syntax error: Unexpected identifier";
      HoldAnswer answer =
          running.gateway.approvals().decide(new HoldDecision.EditAndApprove(hold, "SELEC", "", 9));
      assertThat(answer.applied()).isFalse();
      assertThat(answer.told()).contains("Unexpected identifier", "stands as it was");
      assertThat(only(running).id()).isEqualTo(hold);
      assertThat(only(running).state()).isEqualTo(HoldState.PENDING);
      assertThat(warehouse.executed).isEmpty();

      warehouse.objection = "";
      String shorter = "SELECT id FROM shop.orders LIMIT 1";
      assertThat(
              running
                  .gateway
                  .approvals()
                  .decide(new HoldDecision.EditAndApprove(hold, shorter, "", -1))
                  .applied())
          .isTrue();
    }
  }

  /** As the recorded frames have them. */
  private static List<Hold> holds(RunningGateway running) {
    return HoldBook.open(
            running.recordings.approvals(),
            running.recordings.recorder(),
            Clock.systemUTC(),
            () -> "hold_unused")
        .all();
  }

  private static Hold only(RunningGateway running) {
    List<Hold> holds = holds(running);
    assertThat(holds).hasSize(1);
    return holds.getFirst();
  }

  private static String state(HttpResponse<String> answer) throws Exception {
    return PricedWarehouse.JSON.readTree(answer.body()).at("/status/state").asText();
  }
}
