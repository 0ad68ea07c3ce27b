package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.testing.Answers;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.recordings.RecordingException.Code;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P2: what cannot be recorded is not forwarded, and no answer ends before it is durable. */
@Timeout(120)
class P2NothingUnrecordedTest {
  private static final String QUERY = "{\"query\":\"SELECT 1\",\"useLegacySql\":false}";

  @TempDir Path data;

  @Test
  void aStoreThatCannotWriteRefusesWithoutTouchingUpstreamAndRecovers() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      running.recordings.failReceipts(Code.STORE_FULL);
      HttpResponse<String> refused = running.post("/bigquery/v2/projects/demo/queries", QUERY);

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("accessDenied").contains("cannot record");
      assertThat(running.upstream.requests()).isEmpty();

      running.recordings.recover();
      assertThat(running.post("/bigquery/v2/projects/demo/queries", QUERY).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void nothingGoesUpstreamWhileTheRequestIsNotDurable() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      running.get("/bigquery/v2/projects/demo/jobs"); // The session is open and durable.
      int before = running.upstream.requests().size();
      running.recordings.holdReceipts();
      CompletableFuture<HttpResponse<String>> answer =
          running.client.sendAsync(
              running
                  .request("/bigquery/v2/projects/demo/queries")
                  .POST(HttpRequest.BodyPublishers.ofString(QUERY))
                  .build(),
              BodyHandlers.ofString());
      running.recordings.awaitHeld(FrameBody.Upstream.class);
      assertThat(running.upstream.requests()).hasSize(before);

      running.recordings.recover();
      assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(running.upstream.requests()).hasSize(before + 1);
    }
  }

  @Test
  void aFrameLostEarlierRefusesTheRequestAlthoughLaterFramesWereDurable() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      running.recordings.failReceipts(
          Code.STORE_FULL, frame -> frame instanceof FrameBody.Received);
      assertThat(running.post("/bigquery/v2/projects/demo/queries", QUERY).statusCode())
          .isEqualTo(403);
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @Test
  void aDatabaseThatIsDownStopsNoRecordingAndForgetsNoOwner() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      running.recordings.failDatabase();
      HttpResponse<String> query = running.post("/bigquery/v2/projects/demo/queries", QUERY);
      assertThat(query.statusCode()).isEqualTo(200);
      String job = query.body().replaceAll(".*\"jobId\":\"([^\"]+)\".*", "$1");
      assertThat(running.get("/bigquery/v2/projects/demo/jobs/" + job).statusCode()).isEqualTo(503);

      running.recordings.recover();
      assertThat(running.get("/bigquery/v2/projects/demo/jobs/" + job).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSessionThatCouldNotBeRecordedIsOpenedAnew() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      running.recordings.failReceipts(
          Code.STORE_FULL, frame -> frame instanceof FrameBody.SessionOpened);
      assertThat(running.post("/bigquery/v2/projects/demo/queries", QUERY).statusCode())
          .isEqualTo(403);
      running.recordings.recover();
      assertThat(running.post("/bigquery/v2/projects/demo/queries", QUERY).statusCode())
          .isEqualTo(200);
      assertThat(running.recordings.bodies(FrameBody.SessionOpened.class)).hasSize(1);
    }
  }

  @Test
  void theEndOfALongAnswerIsWithheldUntilAllOfItIsDurable() throws Exception {
    try (var running = new RunningGateway(data, Answers.generated(3_000_000))) {
      running.recordings.failReceipts(
          Code.STORE_FAILED, frame -> frame instanceof FrameBody.ResponseEnd);
      assertCutOff(running, running.client, "http://127.0.0.1:" + running.gateway.http().getPort());
    }
  }

  @Test
  void aChunkedAnswerThatCannotBeRecordedIsCutOff() throws Exception {
    try (var running = new RunningGateway(data, Answers.generatedInChunks(3_000_000))) {
      running.recordings.failReceipts(
          Code.STORE_FAILED, frame -> frame instanceof FrameBody.ResponseEnd);
      assertCutOff(running, running.client, "http://127.0.0.1:" + running.gateway.http().getPort());
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void anAnswerThatCannotBeRecordedIsCutOffOverTls(HttpClient.Version version) throws Exception {
    try (var running = new RunningGateway(data, Answers.generatedInChunks(3_000_000));
        HttpClient tls =
            HttpClient.newBuilder()
                .version(version)
                .sslContext(trusting(running.gateway.ca().authority()))
                .build()) {
      String base = "https://127.0.0.1:" + running.gateway.https().getPort();
      HttpResponse<InputStream> whole =
          tls.send(
              running.request(base, "/bigquery/v2/projects").build(), BodyHandlers.ofInputStream());
      assertThat(whole.version()).isEqualTo(version);
      assertThat(whole.body().readAllBytes()).hasSize(3_000_000);

      running.recordings.failReceipts(
          Code.STORE_FAILED, frame -> frame instanceof FrameBody.ResponseEnd);
      assertCutOff(running, tls, base);
    }
  }

  @Test
  void anAnswerThatUpstreamBreaksOffIsBrokenOffForTheAgentToo() throws Exception {
    try (var running = new RunningGateway(data, Answers.cutInChunksAfter(500_000))) {
      assertCutOff(running, running.client, "http://127.0.0.1:" + running.gateway.http().getPort());
      assertThat(running.recordings.bodies(FrameBody.ResponseEnd.class))
          .singleElement()
          .satisfies(
              end -> {
                assertThat(end.complete()).isFalse();
                assertThat(end.errorReason()).isEqualTo("upstream-broken");
              });
    }
  }

  private static void assertCutOff(RunningGateway running, HttpClient client, String base)
      throws Exception {
    HttpRequest request = running.request(base, "/bigquery/v2/projects").build();
    assertThatThrownBy(
            () -> {
              HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
              answer.body().readAllBytes();
            })
        .isInstanceOf(IOException.class);
  }

  private static SSLContext trusting(X509Certificate authority) throws Exception {
    var store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", authority);
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
