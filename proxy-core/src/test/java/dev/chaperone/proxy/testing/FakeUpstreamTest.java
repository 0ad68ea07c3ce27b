package dev.chaperone.proxy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.recordings.frame.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeUpstreamTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final FakeUpstream upstream = FakeUpstream.start(Answers.json(200, "{\"a\":1}"));

  @AfterEach
  void stop() {
    upstream.close();
    client.shutdownNow();
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(upstream.uri() + target));
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void recordsWhatCameOverTheWire() throws Exception {
    HttpResponse<byte[]> answer =
        send(
            request("/bigquery/v2/a%20b?x=%6b&y")
                .header("X-One", "1")
                .POST(HttpRequest.BodyPublishers.ofString("hello"))
                .build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    RecordedRequest seen = upstream.lastRequest();
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.target()).isEqualTo("/bigquery/v2/a%20b?x=%6b&y");
    assertThat(seen.path()).isEqualTo("/bigquery/v2/a%20b");
    assertThat(seen.query()).isEqualTo("x=%6b&y");
    assertThat(seen.header("x-one")).contains("1");
    assertThat(seen.bodyText()).isEqualTo("hello");
  }

  @Test
  void keepsOnlyTheStartOfALongChunkedBodyButItsWholeDigest() throws Exception {
    byte[] body = "0123456789abcdef".repeat(1 << 17).getBytes(StandardCharsets.US_ASCII);
    send(
        request("/x")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build());
    send(request("/again").build());

    RecordedRequest seen = upstream.requests().getFirst();
    assertThat(seen.header("transfer-encoding")).contains("chunked");
    assertThat(seen.bodyLength()).isEqualTo(body.length);
    assertThat(seen.body()).hasSize(1 << 20);
    assertThat(seen.bodyDigest()).isEqualTo(Digest.sha256(body).hex());
  }

  @Test
  void keepsAConnectionForSeveralRequests() throws Exception {
    for (int i = 0; i < 5; i++) {
      send(request("/" + i).build());
    }
    assertThat(upstream.requests()).hasSize(5);
    assertThat(upstream.connectionsAccepted()).isEqualTo(1);
  }

  @Test
  void answersGzipAndNoContent() throws Exception {
    upstream.handler(Answers.inTurn(Answers.gzipJson(200, "{\"z\":1}"), Answers.noContent()));
    byte[] zipped = send(request("/").build()).body();
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"z\":1}");
    assertThat(send(request("/").build()).statusCode()).isEqualTo(204);
  }

  @Test
  void sendsChunksWhenTheTestSaysSo() throws Exception {
    LinkedBlockingQueue<String> pieces = new LinkedBlockingQueue<>();
    upstream.handler(Answers.chunks(pieces));
    pieces.put("one");
    HttpResponse<InputStream> answer =
        client.send(request("/").build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.body().readNBytes(3)).asString(StandardCharsets.UTF_8).isEqualTo("one");
    pieces.put("two");
    pieces.put("");
    assertThat(answer.body().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("two");
  }

  @Test
  void generatesLongBodies() throws Exception {
    upstream.handler(Answers.generatedInChunks(5_000_001));
    byte[] body = send(request("/").build()).body();
    assertThat(body).hasSize(5_000_001);
    assertThat((char) body[17]).isEqualTo('1');
  }

  @Test
  void cutsAnswersSoThatTheClientNotices() {
    upstream.handler(Answers.cutAfter(1_000, 2_000));
    assertThatThrownBy(() -> send(request("/").build())).isInstanceOf(IOException.class);
    upstream.handler(Answers.cutInChunksAfter(100_000));
    assertThatThrownBy(() -> send(request("/").build())).isInstanceOf(IOException.class);
    upstream.handler(FakeExchange::reset);
    assertThatThrownBy(() -> send(request("/").build())).isInstanceOf(IOException.class);
  }
}
