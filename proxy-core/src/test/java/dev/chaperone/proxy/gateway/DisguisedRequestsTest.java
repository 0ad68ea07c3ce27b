package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.recordings.frame.FrameBody;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway would overlook because of its spelling does not go upstream. */
class DisguisedRequestsTest {
  private static final String JOBS = "/bigquery/v2/projects/demo/jobs";
  private static final String QUERIES = "/bigquery/v2/projects/demo/queries";
  private static final String FOREIGN = "{'projectId':'demo','datasetId':'_abc','tableId':'anon1'}";

  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'configuration':{'extract':{'source_table':" + FOREIGN + "}}}",
        "{'configuration':{'extract':{'sourceTable':{'dataset_id':'_abc','tableId':'anon1'}}}}",
        "{'configuration':{'copy':{'SourceTable':" + FOREIGN + "}}}",
        "{'job_reference':{'jobId':'theirs'},'configuration':{'query':{'query':'SELECT 1'}}}",
        "{'jobReference':{'job_id':'theirs'},'configuration':{'query':{'query':'SELECT 1'}}}",
        "{'configuration':{'dry_run':true,'query':{'query':'SELECT 1'}}}",
        "{'configuration':{'query':{'query':'SELECT 1','user_defined_function_resources':[]}}}",
        "{'configuration':{'query':{'query':'SELECT 1','connection_properties':[]}}}",
        "{'configuration':{'query':{'query':'SELECT 1','Maximumbytesbilled':'1'}}}"
      })
  void aFieldByItsOtherNameIsRefused(String body) throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      assertThat(running.post(JOBS, json(body)).statusCode()).isEqualTo(400);
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'configuration':{'dryRun':1,'query':{'query':'DROP TABLE shop.x'}}}",
        "{'configuration':{'dryRun':'true','query':{'query':'DROP TABLE shop.x'}}}",
        "{'configuration':{'dryRun':[true],'query':{'query':'DROP TABLE shop.x'}}}",
        "{'configuration':{'query':{'query':'SELECT 1','useLegacySql':'false'}}}",
        "{'configuration':{'query':{'query':'SELECT 1','useLegacySql':0}}}",
        "{'configuration':{'query':{'query':'SELECT 1','createSession':'yes'}}}",
        "{'configuration':{'query':{'query':'SELECT 1'},'copy':{'sourceTable':{}}}}",
        "{'configuration':{'query':{'query':'SELECT 1','connectionProperties':{'key':'session_id'}}}}"
      })
  void whatCouldBeReadInTwoWaysIsRefused(String body) throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      assertThat(running.post(JOBS, json(body)).statusCode()).isEqualTo(400);
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @Test
  void aQueryThatRunsAsSomebodyElseIsNoPlainRead() throws Exception {
    String body =
        "{'query':'SELECT 1','useLegacySql':false,'timeoutMs':10,"
            + "'connectionProperties':[{'key':'%s','value':'x'}]}";
    PricedWarehouse warehouse = new PricedWarehouse();
    try (var running = new RunningGateway(data, warehouse, "version: 1")) {
      assertThat(running.post(QUERIES, json(body.formatted("service_account"))).body())
          .contains("\"jobComplete\":false");
      assertThat(warehouse.executed).isEmpty();
      assertThat(running.post(QUERIES, json(body.formatted("time_zone"))).body())
          .contains("\"jobComplete\":true");
    }
  }

  @Test
  void aQueryThatSaysSomethingUnheardOfIsNoPlainRead() throws Exception {
    PricedWarehouse warehouse = new PricedWarehouse();
    try (var running = new RunningGateway(data, warehouse, "version: 1")) {
      String sql = "'query':'SELECT 1','useLegacySql':false";
      // It could not be run later as it is, so nobody is asked; the answer names the field.
      assertThat(running.post(QUERIES, json("{" + sql + ",'alsoDrop':'shop.orders'}")).body())
          .contains("alsoDrop", "accessDenied");
      for (String configuration :
          List.of(
              "{'query':{" + sql + ",'alsoDrop':'shop.orders'}}",
              "{'query':{" + sql + "},'thenRun':'DROP TABLE shop.orders'}")) {
        assertThat(running.post(JOBS, json("{'configuration':" + configuration + "}")).body())
            .contains("\"PENDING\"");
      }
      assertThat(warehouse.executed).isEmpty();
    }
  }

  @Test
  void aRequestIdByItsOtherNameDoesNotEscapeItsScope() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      String body = json("{'query':'SELECT 1','useLegacySql':false,'request_id':'theirs'}");
      assertThat(running.post(QUERIES, body).statusCode()).isEqualTo(400);
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'configuration':{'copy':{'sourceTables':" + FOREIGN + "}}}",
        "{'configuration':{'copy':{'sourceTables':[[" + FOREIGN + "]]}}}",
        "{'configuration':{'extract':[{'sourceTable':" + FOREIGN + "}]}}",
        "{'configuration':{'extract':{'sourceTable':"
            + "{'projectId':'demo','datasetId':'demo:_abc','tableId':'anon1'}}}}",
        "{'configuration':{'query':{'query':'SELECT * FROM anon1',"
            + "'defaultDataset':{'datasetId':'_abc'}}}}"
      })
  void aForeignResultTableIsFoundWhereverTheBodyNamesIt(String body) throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      assertThat(running.post(JOBS, json(body)).statusCode()).isEqualTo(404);
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @Test
  void whatTheClientNamesItselfMayHaveAnyName() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      String body =
          json(
              "{'query':'SELECT @p','useLegacySql':false,'labels':{'job_id':'x'},'queryParameters':"
                  + "[{'name':'p','parameterValue':{'structValues':{'dataset_id':{'value':'_a'}}}}]}");
      assertThat(running.post(QUERIES, body).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aJobIdOrLocationTooLongForBigQueryDoesNotBecomePartOfEveryFrame() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      String endless = "x".repeat(2_000_000);
      for (String body :
          new String[] {
            "{'jobReference':{'jobId':'" + endless + "'},'configuration':{}}",
            "{'jobReference':{'jobId':'a','location':'" + endless + "'},'configuration':{}}"
          }) {
        assertThat(running.post(JOBS, json(body)).statusCode()).isEqualTo(400);
      }
      assertThat(running.get(JOBS + "/a?location=" + "x".repeat(5_000)).statusCode())
          .isEqualTo(400);
      assertThat(running.upstream.requests()).isEmpty();
      assertThat(running.recordings.bodies(FrameBody.Failure.class))
          .extracting(FrameBody.Failure::code)
          .containsExactly("job-id", "location", "location");
    }
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
