package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.frame.FrameBody;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One agent's jobs, result tables and request ids are out of every other agent's reach. */
class JobOwnershipTest {
  private static final String INSERT =
      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"mine-1\"},\"configuration\":"
          + "{\"labels\":{\"team\":\"x\",\"chaperone-agent\":\"forged\"},"
          + "\"query\":{\"query\":\"SELECT 1\",\"useLegacySql\":false}}}";

  @TempDir Path data;

  @Test
  void anotherAgentsJobDoesNotExistForTheCaller() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(5))) {
      String other = running.agent("other");
      assertThat(running.post("/bigquery/v2/projects/demo/jobs", INSERT).statusCode())
          .isEqualTo(200);
      assertThat(running.get("/bigquery/v2/projects/demo/jobs/mine-1").statusCode()).isEqualTo(200);
      assertThat(running.get("/bigquery/v2/projects/demo/queries/mine-1").statusCode())
          .isEqualTo(200);

      int sent = running.upstream.requests().size();
      for (String path : new String[] {"jobs/mine-1", "queries/mine-1?location=US"}) {
        HttpResponse<String> answer = send(running, other, "GET", path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("notFound");
      }
      assertThat(send(running, other, "POST", "jobs/mine-1/cancel").statusCode()).isEqualTo(404);
      assertThat(send(running, other, "DELETE", "jobs/mine-1/delete").statusCode()).isEqualTo(404);
      assertThat(running.upstream.requests()).hasSize(sent);
    }
  }

  @Test
  void repeatingAnotherAgentsJobIdDoesNotHandTheJobOver() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(5))) {
      String other = running.agent("other");
      running.post("/bigquery/v2/projects/demo/jobs", INSERT);
      HttpRequest again =
          HttpRequest.newBuilder(running.uri("/bigquery/v2/projects/demo/jobs"))
              .header("Authorization", "Bearer " + other)
              .POST(BodyPublishers.ofString(INSERT))
              .build();
      assertThat(running.client.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(409);
      assertThat(send(running, other, "GET", "jobs/mine-1").statusCode()).isEqualTo(404);
      assertThat(running.get("/bigquery/v2/projects/demo/jobs/mine-1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aJobIsAskedForWhereItIsRecorded() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(5, "EU"))) {
      running.post("/bigquery/v2/projects/demo/jobs", INSERT);
      running.get("/bigquery/v2/projects/demo/jobs/mine-1");
      assertThat(running.upstream.lastRequest().query()).isEqualTo("location=EU");
      assertThat(running.get("/bigquery/v2/projects/demo/jobs/mine-1?location=US").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void jobsThatTheGatewayDidNotStartAreOutOfReachAndOutOfLists() throws Exception {
    FakeJobs jobs = new FakeJobs(5);
    try (var running = new RunningGateway(data, jobs)) {
      HttpRequest direct =
          HttpRequest.newBuilder(running.upstream.uri().resolve("/bigquery/v2/projects/demo/jobs"))
              .POST(BodyPublishers.ofString(INSERT.replace("mine-1", "foreign-1")))
              .build();
      running.client.send(direct, BodyHandlers.ofString());
      running.post("/bigquery/v2/projects/demo/jobs", INSERT);

      assertThat(running.get("/bigquery/v2/projects/demo/jobs/foreign-1").statusCode())
          .isEqualTo(404);
      assertThat(running.get("/bigquery/v2/projects/demo/jobs").body())
          .contains("mine-1")
          .doesNotContain("foreign-1");
    }
  }

  @Test
  void anonymousTablesAreReachedOnlyByWhoseResultTheyAre() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(5))) {
      String other = running.agent("other");
      running.post("/bigquery/v2/projects/demo/jobs", INSERT);
      String job = running.get("/bigquery/v2/projects/demo/jobs/mine-1").body();
      String dataset = job.replaceAll(".*\"datasetId\":\"(_[^\"]+)\".*", "$1");
      String table = job.replaceAll(".*\"tableId\":\"([^\"]+)\".*", "$1");
      String path = "datasets/" + dataset + "/tables/" + table + "/data";

      assertThat(running.get("/bigquery/v2/projects/demo/" + path).statusCode()).isEqualTo(200);
      assertThat(send(running, other, "GET", path).statusCode()).isEqualTo(404);
      assertThat(send(running, other, "GET", "datasets/" + dataset + "/tables").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void requestIdsAreScopedToTheCallerAndGatewayLabelsOfAgentsRemoved() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      String query = "{\"query\":\"SELECT 1\",\"useLegacySql\":false,\"requestId\":\"same\"}";
      running.post("/bigquery/v2/projects/demo/queries", query);
      String first = running.upstream.lastRequest().bodyText();
      running.post("/bigquery/v2/projects/demo/queries", query);
      assertThat(running.upstream.lastRequest().bodyText()).isEqualTo(first);
      HttpRequest other =
          HttpRequest.newBuilder(running.uri("/bigquery/v2/projects/demo/queries"))
              .header("Authorization", "Bearer " + running.agent("other"))
              .POST(BodyPublishers.ofString(query))
              .build();
      running.client.send(other, BodyHandlers.ofString());
      assertThat(running.upstream.lastRequest().bodyText()).isNotEqualTo(first);
      assertThat(first).doesNotContain("same");

      running.post("/bigquery/v2/projects/demo/jobs", INSERT);
      assertThat(running.upstream.lastRequest().bodyText())
          .contains("\"team\":\"x\"")
          .doesNotContain("forged");
    }
  }

  @Test
  void aFieldGivenTwiceIsRefusedBecauseItCouldBeReadInTwoWays() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      HttpResponse<String> answer =
          running.post(
              "/bigquery/v2/projects/demo/queries",
              "{\"query\":\"SELECT 1\",\"query\":\"DROP TABLE d.t\"}");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(running.upstream.requests()).isEmpty();
      assertThat(running.recordings.bodies(FrameBody.RequestPart.class))
          .singleElement()
          .satisfies(part -> assertThat(part.bytes().asUtf8()).contains("DROP TABLE d.t"));
    }
  }

  @Test
  void pythonIsNotToldTheDestinationTableButJavaIs() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      running.post("/bigquery/v2/projects/demo/jobs", INSERT);
      HttpRequest python =
          running
              .request("/bigquery/v2/projects/demo/jobs/mine-1")
              .header("X-Goog-API-Client", "gl-python/3.11.7 grpc/1.0 gccl/3.40.0")
              .build();
      assertThat(running.client.send(python, BodyHandlers.ofString()).body())
          .contains("mine-1")
          .doesNotContain("destinationTable");
      assertThat(running.get("/bigquery/v2/projects/demo/jobs/mine-1").body())
          .contains("destinationTable");
    }
  }

  /** Somebody who guesses a script's id can have a job of that id elsewhere first. */
  @ParameterizedTest
  @ValueSource(strings = {",\"location\":\"US\"", ""})
  void aNamesakeElsewhereDoesNotOpenAScriptsChildren(String told) throws Exception {
    String mine = job("script", ",\"location\":\"EU\"", "");
    String child = job("child", told, ",\"statistics\":{\"parentJobId\":\"script\"}");
    String us =
        job("child", ",\"location\":\"US\"", ",\"statistics\":{\"parentJobId\":\"script\"}");
    FakeUpstream.Handler upstream =
        exchange ->
            exchange.json(
                200,
                exchange.request().method().equals("POST")
                    ? mine
                    : exchange.request().path().endsWith("/jobs")
                        ? "{\"jobs\":[" + child + "]}"
                        : us);
    try (var running = new RunningGateway(data, upstream)) {
      running.post("/bigquery/v2/projects/demo/jobs", mine);
      assertThat(running.get("/bigquery/v2/projects/demo/jobs?parentJobId=script").body())
          .doesNotContain("child");
      assertThat(running.get("/bigquery/v2/projects/demo/jobs/child?location=US").statusCode())
          .isEqualTo(404);
      assertThat(running.get("/bigquery/v2/projects/demo/jobs/child").statusCode()).isEqualTo(404);
    }
  }

  private static String job(String id, String location, String more) {
    return "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\""
        + id
        + "\""
        + location
        + "}"
        + more
        + "}";
  }

  private static HttpResponse<String> send(
      RunningGateway running, String token, String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(running.uri("/bigquery/v2/projects/demo/" + path))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.noBody())
            .build();
    return running.client.send(request, BodyHandlers.ofString());
  }
}
