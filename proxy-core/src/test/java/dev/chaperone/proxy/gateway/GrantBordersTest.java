package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.approval.hold.HoldBook;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Approve like this" lets through what is alike in all that counts, and nothing beside it. */
class GrantBordersTest {
  private static final String POLICY =
      """
      version: 1
      rules:
        - name: expensive
          when: estimate.bytes > 1 * GiB
          then: hold
          reason: "This scans much."
      """;
  private static final long MUCH = 3L << 40;
  private static final String JOBS = "/bigquery/v2/projects/demo/jobs";
  private static final String QUERIES = "/bigquery/v2/projects/demo/queries";
  private static final String READ = "'query':'SELECT id FROM shop.orders WHERE id = 1'";

  @TempDir Path data;
  private final PricedWarehouse warehouse = new PricedWarehouse();

  private static String job(String id, String query) {
    return json("{'jobReference':{'projectId':'demo','jobId':'%s'},'configuration':{'query':"
            + "{'useLegacySql':false,#}}}")
        .formatted(id)
        .replace("#", query.startsWith("\"") ? query : json(query));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String parameter(String value) {
    return "'queryParameters':[{'name':'n','parameterType':{'type':'INT64'},"
        + "'parameterValue':{'value':'%s'}}]".formatted(value);
  }

  private void grant(RunningGateway running, String query) throws Exception {
    assertThat(state(running.post(JOBS, job("first", query)))).isEqualTo("PENDING");
    String hold =
        HoldBook.open(
                running.recordings.approvals(),
                running.recordings.recorder(),
                Clock.systemUTC(),
                () -> "hold_unused")
            .all()
            .getFirst()
            .id();
    assertThat(
            running
                .gateway
                .approvals()
                .decide(
                    new HoldDecision.ApproveLike(
                        hold, "daily", -1, 9, Duration.ofHours(1), 2 * MUCH))
                .applied())
        .isTrue();
    running.get(QUERIES + "/first");
    assertThat(warehouse.executed).hasSize(1);
  }

  private static String state(HttpResponse<String> answer) throws Exception {
    JsonNode job = PricedWarehouse.JSON.readTree(answer.body());
    return job.at("/status/state").asText(answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'destinationTable':{'projectId':'demo','datasetId':'shop','tableId':'customers'},'writeDisposition':'WRITE_TRUNCATE'",
        "'connectionProperties':[{'key':'session_id','value':'theirs'}]",
        "'connectionProperties':[{'key':'service_account','value':'other@demo'}]",
        "'createSession':true",
        "'defaultDataset':{'datasetId':'other'}",
        "'tableDefinitions':{'x':{'sourceUris':['gs://x']}}",
        "'somethingNew':true"
      })
  void theSameStatementWithMoreBesideItIsNotAlike(String more) throws Exception {
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      grant(running, READ);
      HttpResponse<String> answer = running.post(JOBS, job("second", READ + "," + more));
      assertThat(state(answer)).isEqualTo("PENDING");
      assertThat(warehouse.executed).hasSize(1);
    }
  }

  @Test
  void theSameStatementByTheOtherMethodIsAlike() throws Exception {
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      grant(running, READ);
      HttpResponse<String> answer =
          running.post(
              QUERIES,
              json(
                  "{'useLegacySql':false,'location':'US','timeoutMs':10,'maxResults':5,"
                      + "'labels':{'a':'b'},"
                      + READ
                      + "}"));
      assertThat(answer.body()).contains("\"jobComplete\":true");
      assertThat(warehouse.executed).hasSize(2);
    }
  }

  @Test
  void theRowsThatAChangeReachesAreNoDetail() throws Exception {
    String change = "'query':'DELETE FROM shop.orders WHERE id = @n','parameterMode':'NAMED',";
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      grant(running, change + parameter("5"));
      assertThat(state(running.post(JOBS, job("second", change + parameter("6")))))
          .isEqualTo("PENDING");
      assertThat(state(running.post(JOBS, job("third", change + parameter("5")))))
          .isEqualTo("DONE");
    }
  }

  @Test
  void aParameterOfAReadIsADetail() throws Exception {
    warehouse.bytes = MUCH;
    String read = "'query':'SELECT id FROM shop.orders WHERE id = @n','parameterMode':'NAMED',";
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      grant(running, read + parameter("5"));
      assertThat(state(running.post(JOBS, job("second", read + parameter("6"))))).isEqualTo("DONE");
    }
  }

  @Test
  void aParameterThatIsTheLimitIsNoDetail() throws Exception {
    warehouse.bytes = MUCH;
    String limited = "'query':'SELECT id FROM shop.orders LIMIT @n','parameterMode':'NAMED',";
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      grant(running, limited + parameter("5"));
      assertThat(state(running.post(JOBS, job("second", limited + parameter("6")))))
          .isEqualTo("PENDING");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT JSON_VALUE(note, '$.%s') FROM shop.orders",
        "SELECT note['%s'] FROM shop.orders",
        "SELECT id FROM shop.orders FOR SYSTEM_TIME AS OF '%s'"
      })
  void aLiteralThatPicksWhatIsReadIsNoDetail(String sql) throws Exception {
    warehouse.bytes = MUCH;
    String query = "{\"useLegacySql\":false,\"query\":\"%s\"}";
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      grant(running, "\"query\":\"" + sql.formatted("a") + "\"");
      HttpResponse<String> other =
          running.post(QUERIES, query.formatted(sql.formatted("b") + "\",\"timeoutMs\":\"9"));
      assertThat(other.body()).contains("\"jobComplete\":false");
      assertThat(running.post(QUERIES, query.formatted(sql.formatted("a"))).body())
          .contains("\"jobComplete\":true");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "0", "abc"})
  void aSenselessCapOfTheAgentsDoesNotLiftTheGrants(String cap) throws Exception {
    warehouse.bytes = MUCH;
    try (var running = new RunningGateway(data, warehouse, POLICY)) {
      grant(running, READ);
      running.post(JOBS, job("second", READ + ",'maximumBytesBilled':'" + cap + "'"));
      if (warehouse.executed.size() > 1) {
        assertThat(
                Long.parseLong(
                    warehouse
                        .executed
                        .get(1)
                        .at("/configuration/query/maximumBytesBilled")
                        .asText()))
            .isBetween(1L, 2 * MUCH);
      }
    }
  }
}
