package dev.chaperone.app.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A patient agent: asks one thing after the other and looks at the answers. */
final class AgentClient implements AutoCloseable {
  static final String PROJECT = "/bigquery/v2/projects/demo/";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI gateway;
  private final String token;

  AgentClient(URI gateway, String token) {
    this.gateway = gateway;
    this.token = token;
  }

  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(gateway + pathAndQuery))
        .header("Authorization", "Bearer " + token)
        .timeout(Duration.ofMinutes(1));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
    return send(request(pathAndQuery));
  }

  HttpResponse<String> post(String pathAndQuery, String json)
      throws IOException, InterruptedException {
    return send(
        request(pathAndQuery)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** {@code jobs.query}. */
  HttpResponse<String> query(String sql) throws IOException, InterruptedException {
    return post(
        PROJECT + "queries",
        "{\"query\":\"" + sql + "\",\"useLegacySql\":false,\"location\":\"US\"}");
  }

  @Override
  public void close() {
    client.close();
  }
}
