package dev.chaperone.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The scripted agent: an ordinary BigQuery client that knows only the gateway and its token. */
final class DemoAgent implements AutoCloseable {
  private static final String QUERIES = "/bigquery/v2/projects/demo/queries";
  private static final String JOBS = "/bigquery/v2/projects/demo/jobs";
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
  private static final String ACCESS = "urn:ietf:params:oauth:token-type:access_token";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MAX_POLLS = 50;

  private final URI gateway;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String accessToken = "";

  DemoAgent(String gateway) {
    this.gateway = URI.create("http://" + gateway);
  }

  /** Changes the agent's token for an access token, as Google's libraries do. */
  void signIn(Path tokenFile) throws IOException, InterruptedException {
    String form =
        "grant_type="
            + encoded(EXCHANGE)
            + "&audience="
            + encoded("//chaperone/agents")
            + "&requested_token_type="
            + encoded(ACCESS)
            + "&subject_token_type="
            + encoded(JWT)
            + "&subject_token="
            + encoded(Files.readString(tokenFile).strip());
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/v1/token"))
            .timeout(LIMIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("the gateway refused the agent's token: " + answer.statusCode());
    }
    accessToken = Json.MAPPER.readTree(answer.body()).path("access_token").asText();
  }

  /** Does one step with all requests it takes; answers in error are part of the demonstration. */
  void perform(DemoScript.Step step) throws IOException, InterruptedException {
    String sql = step.sql();
    String path = step.path();
    if (sql == null) {
      get(path == null ? "/" : path);
    } else if (step.dryRun()) {
      dryRun(sql);
    } else {
      query(sql, step.pageSize());
    }
  }

  private void dryRun(String sql) throws IOException, InterruptedException {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ObjectNode configuration = body.putObject("configuration").put("dryRun", true);
    configuration.putObject("query").put("query", sql).put("useLegacySql", false);
    post(JOBS, body);
  }

  private void query(String sql, int pageSize) throws IOException, InterruptedException {
    ObjectNode body = Json.MAPPER.createObjectNode().put("query", sql).put("useLegacySql", false);
    if (pageSize > 0) {
      body.put("maxResults", pageSize);
    }
    JsonNode answer = post(QUERIES, body);
    JsonNode job = answer.path("jobReference");
    String pages =
        QUERIES + "/" + job.path("jobId").asText() + "?location=" + job.path("location").asText();
    for (int polls = 0; isUnfinished(answer) && polls < MAX_POLLS; polls++) {
      answer = get(pages + size(pageSize));
    }
    while (answer.hasNonNull("pageToken")) {
      answer =
          get(pages + size(pageSize) + "&pageToken=" + encoded(answer.get("pageToken").asText()));
    }
  }

  private static boolean isUnfinished(JsonNode answer) {
    return answer.has("jobComplete") && !answer.get("jobComplete").asBoolean();
  }

  private static String size(int pageSize) {
    return pageSize > 0 ? "&maxResults=" + pageSize : "";
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + accessToken)
        .header("User-Agent", "chaperone-demo-agent/1.0");
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return Json.MAPPER.readTree(answer.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
