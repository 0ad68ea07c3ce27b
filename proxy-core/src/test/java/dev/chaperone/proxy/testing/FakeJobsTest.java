package dev.chaperone.proxy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeJobsTest {
  private final FakeJobs jobs = new FakeJobs(25);
  private final FakeUpstream upstream = FakeUpstream.start(jobs);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    upstream.close();
    client.shutdownNow();
  }

  private JsonNode call(String method, String path, String body, String schema) throws Exception {
    HttpRequest.BodyPublisher content =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(upstream.uri() + "/bigquery/v2/projects/demo" + path))
                .method(method, content)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (!schema.isEmpty()) {
      DiscoverySchemas.locate()
          .ifPresent(s -> assertThat(s.faults(schema, answer.body())).isEmpty());
    }
    return new JsonMapper().readTree(answer.body());
  }

  @Test
  void answersAQueryAndItsFurtherPages() throws Exception {
    JsonNode first =
        call(
            "POST", "/queries", "{\"query\":\"SELECT 1\",\"useLegacySql\":false}", "QueryResponse");
    String id = first.at("/jobReference/jobId").asText();
    assertThat(first.path("rows")).hasSize(25);

    JsonNode page =
        call(
            "GET", "/queries/" + id + "?maxResults=10&pageToken=20", "", "GetQueryResultsResponse");
    assertThat(page.path("rows")).hasSize(5);
    assertThat(page.has("pageToken")).isFalse();
    assertThat(call("GET", "/jobs/" + id, "", "Job").at("/status/state").asText())
        .isEqualTo("DONE");
    assertThat(
            call(
                    "GET",
                    "/datasets/_anon/tables/anon_" + id + "/data?maxResults=5",
                    "",
                    "TableDataList")
                .path("pageToken")
                .asText())
        .isEqualTo("5");
    assertThat(call("GET", "/jobs", "", "JobList").path("jobs")).hasSize(1);
    assertThat(call("POST", "/jobs/" + id + "/cancel", "", "JobCancelResponse").has("job"))
        .isTrue();
  }

  @Test
  void refusesASecondJobOfTheSameName() throws Exception {
    String body =
        "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"j1\"},\"configuration\":{\"query\":{\"query\":\"SELECT 1\"}}}";
    call("POST", "/jobs", body, "Job");
    JsonNode second = call("POST", "/jobs", body, "");
    assertThat(second.at("/error/code").asInt()).isEqualTo(409);
    assertThat(second.at("/error/errors/0/reason").asText()).isEqualTo("duplicate");
  }

  @Test
  void keepsJobsPendingUntilReleased() throws Exception {
    jobs.keepPending(true);
    JsonNode first = call("POST", "/queries", "{\"query\":\"SELECT 1\"}", "QueryResponse");
    assertThat(first.path("jobComplete").asBoolean(true)).isFalse();
    jobs.keepPending(false);
    String id = first.at("/jobReference/jobId").asText();
    assertThat(call("GET", "/queries/" + id, "", "").path("jobComplete").asBoolean()).isTrue();
  }
}
