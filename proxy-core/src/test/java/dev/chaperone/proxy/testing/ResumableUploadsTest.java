package dev.chaperone.proxy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.Digest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResumableUploadsTest {
  private final ResumableUploads uploads = new ResumableUploads("");
  private final FakeUpstream upstream = FakeUpstream.start(uploads);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    upstream.close();
    client.shutdownNow();
  }

  private HttpResponse<String> send(String method, String target, String range, byte[] body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(upstream.uri() + target))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (!range.isEmpty()) {
      request.header("Content-Range", range);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void takesPiecesInOrderTellsItsStateAndEndsWithTheJob() throws Exception {
    HttpResponse<String> start =
        send(
            "POST",
            "/upload/bigquery/v2/projects/demo/jobs?uploadType=resumable",
            "",
            "{\"configuration\":{}}".getBytes());
    String location = start.headers().firstValue("location").orElseThrow();

    HttpResponse<String> first = send("PUT", location, "bytes 0-2/5", "abc".getBytes());
    assertThat(first.statusCode()).isEqualTo(308);
    assertThat(first.headers().firstValue("range")).contains("bytes=0-2");
    assertThat(send("PUT", location, "bytes */5", new byte[0]).statusCode()).isEqualTo(308);
    assertThat(send("PUT", location, "bytes 1-2/5", "bc".getBytes()).statusCode()).isEqualTo(400);
    assertThat(send("PUT", location, "bytes 3-4/5", "de".getBytes()).statusCode()).isEqualTo(200);

    ResumableUploads.Upload upload = uploads.uploads().get("upload-1");
    assertThat(upload.metadata()).isEqualTo("{\"configuration\":{}}");
    assertThat(upload.digest()).isEqualTo(Digest.sha256("abcde".getBytes()).hex());
  }

  @Test
  void refusesUnknownUploadsAndNotesCancelledOnes() throws Exception {
    String base = "/upload/bigquery/v2/projects/demo/jobs?uploadType=resumable";
    assertThat(send("PUT", base + "&upload_id=none", "", new byte[0]).statusCode()).isEqualTo(404);
    String location =
        send("POST", base, "", new byte[0]).headers().firstValue("location").orElseThrow();
    assertThat(send("DELETE", location, "", new byte[0]).statusCode()).isEqualTo(499);
    assertThat(uploads.uploads().get("upload-1").cancelled()).isTrue();
  }
}
