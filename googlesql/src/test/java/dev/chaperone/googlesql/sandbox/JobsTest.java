package dev.chaperone.googlesql.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.googlesql.sandbox.Client.Answer;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobsTest {
  @Test
  void thirtyThousandRowsPageWithoutLossOrRepetition() {
    Client.post("/jobs", Client.job("paged", "SELECT * FROM shop.orders")).valid("Job");

    List<Integer> ids = new ArrayList<>();
    String token = "";
    int pages = 0;
    do {
      Answer page =
          Client.get(
                  "/queries/paged?maxResults=7001" + (token.isEmpty() ? "" : "&pageToken=" + token))
              .valid("GetQueryResultsResponse");
      assertThat(page.text("/totalRows")).isEqualTo("30000");
      page.rows().forEach(row -> ids.add(Integer.valueOf(row.getFirst())));
      token = page.text("/pageToken");
      pages++;
    } while (!token.isEmpty());

    assertThat(pages).isEqualTo(5);
    assertThat(ids).containsExactlyElementsOf(IntStream.rangeClosed(1, 30_000).boxed().toList());
  }

  @Test
  void aPageEndsAtTenMegabytes() {
    Client.post("/jobs", Client.job("wide", "SELECT REPEAT('x', 1000) AS x FROM shop.orders"))
        .valid("Job");

    Answer first = Client.get("/queries/wide");

    assertThat(first.rows().size()).isBetween(9_000, 10_000);
    assertThat(first.text("/pageToken")).isNotEmpty();
  }

  @Test
  void theAnonymousResultTableReadsLikeATable() {
    Client.post(
        "/jobs", Client.job("anon", "SELECT id, TIMESTAMP_SECONDS(id) AS t FROM shop.orders"));
    Client.get("/queries/anon?maxResults=0").valid("GetQueryResultsResponse");
    Answer job = Client.get("/jobs/anon").valid("Job");
    JsonNode table = job.json().at("/configuration/query/destinationTable");
    assertThat(table.path("datasetId").asText()).startsWith("_");
    assertThat(table.path("tableId").asText()).startsWith("anon");
    String path =
        "/datasets/"
            + table.path("datasetId").asText()
            + "/tables/"
            + table.path("tableId").asText();

    Answer rows =
        Client.get(path + "/data?startIndex=29999&formatOptions.useInt64Timestamp=true")
            .valid("TableDataList");

    assertThat(rows.rows()).containsExactly(List.of("30000", "30000000000"));
    assertThat(Client.get(path).valid("Table").text("/numRows")).isEqualTo("30000");
  }

  @Test
  void aFinishedJobTellsWhatItRead() {
    Client.post(
        "/jobs",
        Client.job(
            "stats",
            "SELECT c.email FROM shop.customers c JOIN shop.orders o ON o.customer_id = c.id"));
    Client.get("/queries/stats?maxResults=0");

    Answer job = Client.get("/jobs/stats?location=US&projection=full").valid("Job");

    assertThat(job.text("/status/state")).isEqualTo("DONE");
    assertThat(job.text("/statistics/query/statementType")).isEqualTo("SELECT");
    assertThat(job.json().at("/statistics/query/referencedTables").findValuesAsText("tableId"))
        .containsExactlyInAnyOrder("customers", "orders");
    assertThat(Long.parseLong(job.text("/statistics/totalBytesProcessed"))).isPositive();
    assertThat(job.text("/statistics/query/totalBytesBilled")).isEqualTo("20971520");
    assertThat(Long.parseLong(job.text("/statistics/endTime")))
        .isGreaterThanOrEqualTo(Long.parseLong(job.text("/statistics/startTime")));
  }

  @Test
  void aDryRunEstimatesOnlyTheColumnsRead() {
    long email = dryRunBytes("SELECT email FROM shop.customers");
    long all = dryRunBytes("SELECT * FROM shop.customers");

    assertThat(email).isBetween(100_000L, 240_000L);
    assertThat(all).isGreaterThan(3 * email);
    assertThat(dryRunBytes("SELECT COUNT(*) FROM shop.customers")).isZero();
    assertThat(dryRunBytes("SELECT id FROM shop.customers")).isEqualTo(8 * 5_000L);
  }

  private static long dryRunBytes(String sql) {
    ObjectNode job = Client.job(sql);
    job.withObjectProperty("configuration").put("dryRun", true);
    Answer answer = Client.post("/jobs", job).valid("Job");
    assertThat(answer.text("/statistics/query/statementType")).isEqualTo("SELECT");
    assertThat(answer.json().at("/statistics/query/schema/fields")).isNotEmpty();
    assertThat(answer.text("/statistics/query/referencedTables/0/tableId")).isEqualTo("customers");
    Answer query =
        Client.post("/queries", Client.request(sql).put("dryRun", true)).valid("QueryResponse");
    assertThat(query.text("/totalBytesProcessed"))
        .isEqualTo(answer.text("/statistics/totalBytesProcessed"));
    return Long.parseLong(answer.text("/statistics/totalBytesProcessed"));
  }

  @Test
  void aDryRunMakesNoJobAndFailsAtOnce() {
    ObjectNode job = Client.job("dry", "SELECT 1 AS a");
    job.withObjectProperty("configuration").put("dryRun", true);
    Client.post("/jobs", job).valid("Job");
    Client.get("/jobs/dry").failed(404, "notFound");

    ObjectNode bad = Client.job("SELECT nope");
    bad.withObjectProperty("configuration").put("dryRun", true);
    assertThat(Client.post("/jobs", bad).failed(400, "invalidQuery").message())
        .isEqualTo("Unrecognized name: nope at [1:8]");
  }

  @Test
  void aFailingQueryIsADoneJobAndAnHttpErrorForItsResults() {
    Client.post("/jobs", Client.job("failing", "SELECT nope FROM shop.orders")).valid("Job");

    Client.get("/queries/failing").failed(400, "invalidQuery");
    Answer job = Client.get("/jobs/failing").valid("Job");
    assertThat(job.text("/status/state")).isEqualTo("DONE");
    assertThat(job.text("/status/errorResult/reason")).isEqualTo("invalidQuery");
    assertThat(job.text("/status/errorResult/message"))
        .isEqualTo("Unrecognized name: nope at [1:8]");
  }

  @Test
  void aJobIdIsTakenOnce() {
    Client.post("/jobs", Client.job("taken", "SELECT 1 AS a")).valid("Job");

    assertThat(
            Client.post("/jobs", Client.job("taken", "SELECT 2 AS a"))
                .failed(409, "duplicate")
                .message())
        .startsWith("Already Exists: Job demo:US.taken");
    Client.post("/jobs", Client.job("not a job id", "SELECT 1 AS a")).failed(400, "invalid");
  }

  @Test
  void jobsAreListedCancelledAndDeleted() {
    Client.post("/jobs", Client.job("to-delete", "SELECT 1 AS a")).valid("Job");
    Client.get("/queries/to-delete");

    Answer list = Client.get("/jobs?projection=full&maxResults=1000").valid("JobList");
    assertThat(list.json().path("jobs").findValuesAsText("jobId")).contains("to-delete");
    assertThat(Client.get("/jobs?parentJobId=to-delete").valid("JobList").json().path("jobs"))
        .isEmpty();
    Answer cancelled =
        Client.post("/jobs/to-delete/cancel", Client.MAPPER.createObjectNode())
            .valid("JobCancelResponse");
    assertThat(cancelled.text("/job/status/errorResult")).as("it was over already").isEmpty();
    assertThat(
            Client.send(
                    HttpRequest.newBuilder(
                            Client.uri("/bigquery/v2/projects/demo/jobs/to-delete/delete"))
                        .DELETE()
                        .build())
                .status())
        .isEqualTo(204);
    Client.get("/jobs/to-delete").failed(404, "notFound");
  }

  @Test
  void partialResponsesHoldOnlyTheFieldsAskedFor() {
    Client.post("/jobs", Client.job("fields", "SELECT 1 AS a, 2 AS b"));

    JsonNode data =
        Client.get("/queries/fields?fields=jobReference,totalRows,pageToken,rows").json();
    assertThat(data.fieldNames()).toIterable().containsExactly("jobReference", "totalRows", "rows");
    assertThat(data.at("/rows/0/f/1/v").asText()).isEqualTo("2");

    JsonNode names = Client.get("/queries/fields?fields=schema(fields/name),jobComplete").json();
    assertThat(names)
        .hasToString(
            "{\"schema\":{\"fields\":[{\"name\":\"a\"},{\"name\":\"b\"}]},\"jobComplete\":true}");
    Client.get("/queries/fields?fields=a(b").failed(400, "invalid");
  }

  @Test
  void aCapOnBilledBytesIsKept() {
    ObjectNode request =
        Client.request("SELECT * FROM shop.orders").put("maximumBytesBilled", "1000");

    assertThat(Client.post("/queries", request).failed(400, "bytesBilledLimitExceeded").message())
        .isEqualTo("Query exceeded limit for bytes billed: 1000. 10485760 or higher required.");
  }

  @Test
  void whatTheSandboxDoesNotOfferIsSaid() {
    ObjectNode load = Client.MAPPER.createObjectNode();
    load.putObject("configuration").putObject("load");
    Client.post("/jobs", load).failed(400, "notImplemented");
    Client.post("/datasets", Client.MAPPER.createObjectNode()).failed(400, "notImplemented");
    HttpRequest upload =
        HttpRequest.newBuilder(Client.uri("/upload/bigquery/v2/projects/demo/jobs"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    Client.send(upload).failed(400, "notImplemented");
    Client.get("/queries/no-such-job").failed(404, "notFound");
  }
}
