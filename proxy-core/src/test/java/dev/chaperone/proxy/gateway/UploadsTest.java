package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.testing.Answers;
import dev.chaperone.proxy.testing.ResumableUploads;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load jobs: multipart and resumable uploads pass as a stream, recorded before they are sent. */
class UploadsTest {
  private static final String JOB =
      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"load-1\"},\"configuration\":"
          + "{\"labels\":{\"chaperone-x\":\"forged\"},"
          + "\"load\":{\"destinationTable\":{\"projectId\":\"demo\",\"datasetId\":\"d\",\"tableId\":\"t\"}}}}";

  @TempDir Path data;

  @Test
  void aMultipartUploadKeepsItsMediaAndLosesForgedLabels() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, JOB))) {
      byte[] media = media(3_000_000);
      HttpResponse<String> answer = upload(running, media);

      assertThat(answer.statusCode()).isEqualTo(200);
      var sent = running.upstream.lastRequest();
      assertThat(sent.target())
          .isEqualTo("/upload/bigquery/v2/projects/demo/jobs?uploadType=multipart");
      byte[] expected = multipart(JOB.replace("\"chaperone-x\":\"forged\"", ""), media);
      assertThat(sent.bodyLength()).isEqualTo(expected.length);
      assertThat(sent.bodyDigest()).isEqualTo(Digest.sha256(expected).hex());
      assertThat(recordedBytes(running)).isEqualTo(expected.length);
      assertThat(running.get("/bigquery/v2/projects/demo/jobs/load-1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anUploadThatCannotBeRecordedIsNotFinishedUpstream() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, JOB))) {
      running.recordings.failReceipts(
          RecordingException.Code.STORE_FULL,
          frame -> frame instanceof FrameBody.RequestPart part && part.offset() > 1_000_000);
      HttpResponse<String> answer = upload(running, media(3_000_000));

      assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
      assertThat(running.upstream.requests()).noneMatch(request -> request.bodyComplete());
    }
  }

  @Test
  void aResumableUploadGoesThroughTheGatewayPieceByPiece() throws Exception {
    // The upload server's address is upstream's own: the agent must never see it.
    ResumableUploads[] uploads = new ResumableUploads[1];
    try (var running = new RunningGateway(data, exchange -> uploads[0].handle(exchange))) {
      uploads[0] = new ResumableUploads(running.upstream.uri().toString());
      HttpResponse<String> started = start(running);
      assertThat(started.statusCode()).isEqualTo(200);
      URI location = URI.create(started.headers().firstValue("location").orElseThrow());
      assertThat(location.getPort()).isEqualTo(running.gateway.http().getPort());

      byte[] media = media(1_500_000);
      int half = 262_144 * 2;
      HttpResponse<String> first = piece(running, running.token(), location, media, 0, half);
      assertThat(first.statusCode()).isEqualTo(308);
      assertThat(first.headers().firstValue("range")).contains("bytes=0-" + (half - 1));
      HttpResponse<String> last =
          piece(running, running.token(), location, media, half, media.length);
      assertThat(last.statusCode()).isEqualTo(200);
      ResumableUploads.Upload upload = uploads[0].uploads().values().iterator().next();
      assertThat(upload.received()).isEqualTo(media.length);
      assertThat(upload.digest()).isEqualTo(Digest.sha256(media).hex());
    }
  }

  @Test
  void anUploadBelongsToWhoBeganItAndItsIdIsNotRecorded() throws Exception {
    ResumableUploads[] uploads = new ResumableUploads[1];
    try (var running = new RunningGateway(data, exchange -> uploads[0].handle(exchange))) {
      uploads[0] = new ResumableUploads(running.upstream.uri().toString());
      URI location = URI.create(start(running).headers().firstValue("location").orElseThrow());
      int sent = running.upstream.requests().size();
      HttpResponse<String> stolen =
          piece(running, running.agent("other"), location, media(1000), 0, 1000);

      assertThat(stolen.statusCode()).isEqualTo(404);
      assertThat(running.upstream.requests()).hasSize(sent);
      String id = location.getQuery().replaceAll(".*upload_id=([^&]+).*", "$1");
      assertThat(running.recordings.frames().stream().map(f -> f.body().toString()).toList())
          .allSatisfy(text -> assertThat(text).doesNotContain(id));
    }
  }

  private static HttpResponse<String> start(RunningGateway running) throws Exception {
    HttpRequest request =
        running
            .request("/upload/bigquery/v2/projects/demo/jobs?uploadType=resumable")
            .header("Content-Type", "application/json")
            .header("X-Upload-Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofString(JOB))
            .build();
    return running.client.send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> piece(
      RunningGateway running, String token, URI location, byte[] media, int from, int to)
      throws Exception {
    String total = to == media.length ? Integer.toString(media.length) : "*";
    HttpRequest request =
        HttpRequest.newBuilder(location)
            .header("Authorization", "Bearer " + token)
            .header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + total)
            .PUT(BodyPublishers.ofByteArray(media, from, to - from))
            .build();
    return running.client.send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> upload(RunningGateway running, byte[] media)
      throws Exception {
    HttpRequest request =
        running
            .request("/upload/bigquery/v2/projects/demo/jobs?uploadType=multipart")
            .header("Content-Type", "multipart/related; boundary=\"xyz\"")
            .POST(BodyPublishers.ofByteArray(multipart(JOB, media)))
            .build();
    return running.client.send(request, BodyHandlers.ofString());
  }

  private static byte[] multipart(String json, byte[] media) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--xyz\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
                + json
                + "\r\n--xyz\r\nContent-Type: */*\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(media);
    body.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private static byte[] media(int length) {
    byte[] media = new byte[length];
    new Random(7).nextBytes(media);
    return media;
  }

  private static long recordedBytes(RunningGateway running) {
    return running.recordings.bodies(FrameBody.RequestPart.class).stream()
        .mapToLong(part -> part.bytes().length())
        .sum();
  }
}
