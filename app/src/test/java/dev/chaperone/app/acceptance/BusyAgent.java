package dev.chaperone.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.recordings.frame.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An agent that asks without a pause, whatever happens to its gateway. Each request carries a mark
 * of its own in its address and, where there is one, in its SQL.
 */
final class BusyAgent {
  /** An answer that arrived whole. */
  record Whole(String mark, int status, String bodyDigest, long bytes) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PROJECT = "/bigquery/v2/projects/demo/";

  private final String name;
  private final String token;
  private final HttpClient client;
  private final List<Whole> whole = new ArrayList<>();
  private String lastJob = "";
  private int sent;
  private int broken;

  BusyAgent(String name, String token, HttpClient client) {
    this.name = name;
    this.token = token;
    this.client = client;
  }

  /** Goes on until there is no further life of the gateway. */
  void work(MovingAddress gateway) throws InterruptedException {
    Optional<MovingAddress.Life> life = gateway.after(0);
    while (life.isPresent()) {
      try {
        askForEver(life.get().address());
      } catch (IOException e) {
        broken++;
        life = gateway.after(life.get().number());
      }
    }
  }

  private void askForEver(URI gateway) throws IOException, InterruptedException {
    while (true) {
      String mark = name + "-" + ++sent;
      HttpResponse<byte[]> answer = client.send(request(gateway, mark), BodyHandlers.ofByteArray());
      byte[] body = answer.body();
      whole.add(new Whole(mark, answer.statusCode(), Digest.sha256(body).hex(), body.length));
      JsonNode job = JSON.readTree(body).path("jobReference").path("jobId");
      if (job.isTextual()) {
        lastJob = job.asText();
      }
    }
  }

  private HttpRequest request(URI gateway, String mark) {
    int kind = sent % 4;
    if (kind >= 2 && !lastJob.isEmpty()) {
      // One page in one piece, one that streams in several.
      String rows = kind == 2 ? "10" : "3000";
      return to(
              gateway,
              "queries/" + lastJob + "?maxResults=" + rows + "&location=US&quotaUser=" + mark)
          .build();
    }
    // It names no table, so that nothing is looked up for it upstream.
    String sql = "SELECT n FROM UNNEST(GENERATE_ARRAY(1, 9)) AS n -- " + mark;
    return kind == 0
        ? post(
            to(gateway, "jobs?quotaUser=" + mark),
            "{\"configuration\":{\"query\":{\"query\":\"" + sql + "\",\"useLegacySql\":false}}}")
        : post(
            to(gateway, "queries?maxResults=10&quotaUser=" + mark),
            "{\"query\":\"" + sql + "\",\"useLegacySql\":false}");
  }

  private HttpRequest.Builder to(URI gateway, String rest) {
    return HttpRequest.newBuilder(URI.create(gateway + PROJECT + rest))
        .header("Authorization", "Bearer " + token)
        .timeout(Duration.ofMinutes(1));
  }

  private static HttpRequest post(HttpRequest.Builder request, String json) {
    return request
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json))
        .build();
  }

  /** Only after {@link #work} has ended. */
  List<Whole> whole() {
    return whole;
  }

  int sent() {
    return sent;
  }

  int broken() {
    return broken;
  }
}
