package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.surface.DiscoveryDocument;
import dev.chaperone.proxy.testing.Answers;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in that real clients use, and what of a request goes upstream. */
class GatewayRoadsTest {
  private static final String QUERY =
      "{\"query\":\"SELECT 1\",\"useLegacySql\":false,\"requestId\":\"r-1\"}";

  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(strings = {"/bigquery/v2/projects/demo/queries", "/projects/demo/queries"})
  void aQueryReachesUpstreamByItsCanonicalPathAndIsRecorded(String path) throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(3))) {
      HttpResponse<String> answer = running.post(path + "?prettyPrint=false&key=SECRET", QUERY);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"totalRows\":\"3\"");
      var sent = running.upstream.lastRequest();
      assertThat(sent.target()).isEqualTo("/bigquery/v2/projects/demo/queries?prettyPrint=false");
      assertThat(sent.header("authorization")).isEmpty();
      assertThat(running.recordings.bodies(FrameBody.Facts.class))
          .extracting(FrameBody.Facts::sql)
          .containsExactly("SELECT 1");
      assertThat(running.recordings.bodies(FrameBody.Received.class))
          .singleElement()
          .satisfies(
              received -> {
                assertThat(received.identity().agent()).isEqualTo("tester");
                assertThat(received.apiMethod()).isEqualTo("bigquery.jobs.query");
                assertThat(received.path()).doesNotContain("SECRET");
                assertThat(received.headers()).doesNotContainKey("authorization");
              });
      assertThat(running.recordings.bodies(FrameBody.ResponseEnd.class))
          .singleElement()
          .satisfies(
              end -> {
                assertThat(end.complete()).isTrue();
                assertThat(end.rows()).isEqualTo(3);
                assertThat(end.totalRows()).isEqualTo(3);
              });
    }
  }

  @Test
  void aGzippedAndChunkedBodyIsReadAndSentDecoded() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      ByteArrayOutputStream zipped = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(zipped)) {
        gzip.write(QUERY.getBytes(StandardCharsets.UTF_8));
      }
      HttpRequest request =
          running
              .request("/bigquery/v2/projects/demo/queries")
              .header("Content-Type", "application/json")
              .header("Content-Encoding", "gzip")
              .POST(
                  BodyPublishers.ofInputStream(
                      () -> new java.io.ByteArrayInputStream(zipped.toByteArray())))
              .build();

      assertThat(running.client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertThat(running.upstream.lastRequest().bodyText()).contains("SELECT 1");
      assertThat(running.upstream.lastRequest().header("content-encoding")).isEmpty();
    }
  }

  @Test
  void aGzippedAnswerIsDeliveredDecoded() throws Exception {
    try (var running =
        new RunningGateway(data, Answers.gzipJson(200, "{\"kind\":\"bigquery#project\"}"))) {
      HttpResponse<String> answer = running.get("/bigquery/v2/projects");

      assertThat(answer.body()).isEqualTo("{\"kind\":\"bigquery#project\"}");
      assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
    }
  }

  @Test
  void anOverriddenPostGoesUpstreamAsTheGetThatWasRecognised() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      HttpRequest request =
          running
              .request("/bigquery/v2/projects/demo/datasets/shop/tables")
              .header("X-HTTP-Method-Override", "GET")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("maxResults=5&pageToken=abc"))
              .build();
      // tables has a POST of its own: whoever overlooks the override would run it.
      assertThat(running.client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
      assertThat(running.upstream.requests()).isEmpty();

      HttpRequest allowed =
          running
              .request("/bigquery/v2/projects/demo/datasets/shop/tables/t/data")
              .header("X-HTTP-Method-Override", "GET")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("maxResults=5&pageToken=abc"))
              .build();
      assertThat(running.client.send(allowed, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertThat(running.upstream.lastRequest().method()).isEqualTo("GET");
      assertThat(running.upstream.lastRequest().query()).isEqualTo("maxResults=5&pageToken=abc");
      assertThat(running.upstream.lastRequest().bodyLength()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/batch/bigquery/v2",
        "/bigquery/v2/projects/demo/unknown",
        "/google.cloud.bigquery.storage.v1.BigQueryRead/CreateReadSession",
        "/bigquery/v2/projects/demo/datasets/a%2Fb"
      })
  void whatIsNotInTheCatalogueIsRefusedRecordedAndNotSent(String path) throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      HttpResponse<String> answer = running.get(path);

      assertThat(answer.statusCode()).isBetween(400, 403);
      assertThat(answer.body()).contains("\"errors\":[{");
      assertThat(running.upstream.requests()).isEmpty();
      assertThat(running.recordings.bodies(FrameBody.Received.class)).hasSize(1);
      assertThat(running.recordings.bodies(FrameBody.Failure.class)).hasSize(1);
      assertThat(running.recordings.bodies(FrameBody.ResponseEnd.class)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "Bearer nonsense", "Basic dXNlcjpwYXNz"})
  void withoutAValidTokenNothingGoesUpstream(String authorization) throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(running.uri("/bigquery/v2/projects/demo/datasets"));
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      HttpResponse<String> answer = running.client.send(request.build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("www-authenticate"))
          .get()
          .asString()
          .startsWith("Bearer");
      assertThat(answer.body()).contains("\"reason\":\"authError\"");
      assertThat(running.upstream.requests()).isEmpty();
      assertThat(running.recordings.bodies(FrameBody.Failure.class)).hasSize(1);
    }
  }

  @Test
  void aRequestWithAnOriginOrAForeignHostIsRefused() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      HttpRequest fromBrowser =
          running
              .request("/bigquery/v2/projects")
              .header("Origin", "http://127.0.0.1:8080")
              .build();
      assertThat(running.client.send(fromBrowser, BodyHandlers.ofString()).statusCode())
          .isEqualTo(403);
      assertThat(
              RawHttp.status(
                  running.gateway.http(), "GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
          .isEqualTo(403);
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @Test
  void theDiscoveryDocumentNamesTheGateway() throws Exception {
    try (var running = new RunningGateway(data, Answers.error(404, "notFound", "no"))) {
      HttpResponse<String> answer = running.get("/$discovery/rest?version=v2");

      assertThat(answer.statusCode()).isEqualTo(200);
      URI base = running.uri("/");
      assertThat(answer.body()).contains("\"rootUrl\":\"" + base + "\"");
      assertThat(answer.body()).doesNotContain("https://bigquery.googleapis.com/");
    }
  }

  @Test
  void upstreamsOwnDiscoveryDocumentIsPreferredAndAskedForOnce() throws Exception {
    byte[] google = DiscoveryDocument.trimmed(URI.create("https://bigquery.googleapis.com"));
    String marked =
        new String(google, StandardCharsets.UTF_8)
            .replace("BigQuery API (Chaperone)", "upstream's own");
    try (var running = new RunningGateway(data, Answers.json(200, marked))) {
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> answer = running.get("/$discovery/rest?version=v2");
        assertThat(answer.body())
            .contains("upstream's own")
            .contains("\"rootUrl\":\"" + running.uri("/") + "\"")
            .doesNotContain("https://bigquery.googleapis.com/");
      }
      assertThat(running.upstream.requests()).hasSize(1);
      assertThat(running.recordings.bodies(FrameBody.Upstream.class)).hasSize(1);
    }
  }

  @Test
  void aTokenIsExchangedAndTheNewOneWorks() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{\"ok\":true}"))) {
      HttpRequest exchange =
          HttpRequest.newBuilder(running.uri("/v1/token"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  BodyPublishers.ofString(
                      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
                          + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt"
                          + "&subject_token="
                          + running.token()
                          + "%0A"))
              .build();
      HttpResponse<String> answer = running.client.send(exchange, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      String access = answer.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");

      HttpRequest request =
          HttpRequest.newBuilder(running.uri("/bigquery/v2/projects"))
              .header("Authorization", "Bearer " + access)
              .build();
      assertThat(running.client.send(request, BodyHandlers.ofString()).body())
          .isEqualTo("{\"ok\":true}");
    }
  }
}
