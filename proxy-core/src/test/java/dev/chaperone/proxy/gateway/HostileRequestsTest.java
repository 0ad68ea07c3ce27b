package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.testing.Answers;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.recordings.frame.FrameBody;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that no honest client sends. */
class HostileRequestsTest {
  private static final String LOAD = "{\"configuration\":{\"load\":{}}}";

  @TempDir Path data;

  @Test
  void whatTheServerItselfTurnsAwayIsAnsweredAsJson() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      for (String text :
          new String[] {
            "GET / HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n",
            "NONSENSE\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(100_000) + "\r\n\r\n"
          }) {
        String answer = RawHttp.talk(running.gateway.http(), text);
        assertThat(answer).startsWith("HTTP/1.1 4").contains("\"error\":{\"code\":4");
      }
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @Test
  void aChunkTooLargeToHoldEndsTheConnectionBeforeItIsRead() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      for (String path : new String[] {"/v1/token", "/bigquery/v2/projects/demo/queries"}) {
        String head =
            "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + running.token()
                + "\r\nTransfer-Encoding: chunked\r\n\r\n4000000\r\nabc";
        // The chunk never comes: whoever waits for it has made room for it.
        assertThat(RawHttp.talk(running.gateway.http(), head)).doesNotContain("200 OK");
      }
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @Test
  void aSecondPartHiddenAboveTheFirstOneIsNotSent() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      String hidden = "--xyz\nContent-Type: application/json\n\n{\"evil\":1}\n";
      String body = hidden + "--xyz\r\n\r\n" + LOAD + "\r\n--xyz\r\n\r\ndata\r\n--xyz--\r\n";
      multipart(running, "multipart/related; boundary=xyz", body);
      assertThat(running.upstream.lastRequest().bodyText()).doesNotContain("evil").contains("load");
    }
  }

  @Test
  void twoBoundariesAreRefused() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      HttpResponse<String> answer =
          multipart(running, "multipart/related; boundary=a; boundary=b", "--a\r\n\r\n{}\r\n--a--");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @Test
  void theBoundaryThatIsSentIsTheOneThatWasRead() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      String body = "--xyz\r\n\r\n" + LOAD + "\r\n--xyz\r\n\r\ndata\r\n--xyz--\r\n";
      multipart(running, "multipart/related; boundary=xyz; boundary*0=ev; boundary*1=il", body);
      assertThat(running.upstream.lastRequest().header("content-type"))
          .contains("multipart/related; boundary=\"xyz\"");
    }
  }

  @Test
  void aBoundaryThatCouldBeReadInTwoWaysIsRefused() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      String escaped = "--a\\\r\n\r\n" + LOAD + "\r\n--a\\\r\n\r\nx\r\n--a\"b\r\n\r\n{}";
      assertThat(multipart(running, "multipart/related; boundary=\"a\\\"b\"", escaped).statusCode())
          .isEqualTo(400);
      String longer = "--a\r\n\r\n" + LOAD + "\r\n--ab\r\n\r\nx\r\n--a\r\n\r\ny\r\n--a--\r\n";
      assertThat(multipart(running, "multipart/related; boundary=a", longer).statusCode())
          .isEqualTo(400);
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @Test
  void aRefusedRequestIsRecordedWithTheBodyThatWasRead() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      running.post("/bigquery/v2/projects/demo/queries", "{\"query\":\"DROP\",\"query\":1}");
      assertThat(running.recordings.bodies(FrameBody.RequestPart.class))
          .singleElement()
          .satisfies(part -> assertThat(part.bytes().asUtf8()).contains("DROP"));
    }
  }

  @Test
  void aRequestWhoseAnswerBreaksBeforeItsEndHasAnEndInTheRecording() throws Exception {
    try (var running = new RunningGateway(data, Answers.cutAfter(1_000, 2_000))) {
      assertThatThrownBy(() -> running.get("/bigquery/v2/projects/demo/jobs"))
          .isInstanceOf(java.io.IOException.class);
      assertThat(running.recordings.bodies(FrameBody.Failure.class))
          .extracting(FrameBody.Failure::code)
          .contains("broken-off");
    }
  }

  @Test
  void aFormThatIsNoQueryOfAUriIsSentEncoded() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      HttpRequest request =
          running
              .request("/bigquery/v2/projects/demo/datasets/d/tables/t/data")
              .header("X-HTTP-Method-Override", "GET")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("selectedFields=a|{b}&maxResults=1"))
              .build();
      assertThat(running.client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertThat(running.upstream.lastRequest().query())
          .isEqualTo("selectedFields=a%7C%7Bb%7D&maxResults=1");
    }
  }

  /** Consoles take no message of such a size: the agent would be out of their sight. */
  @Test
  void anEndlessStatementDoesNotMakeAFrameThatNoConsoleCanRead() throws Exception {
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      String query = "{\"query\":\"" + "x".repeat(3_000_000) + "\"}";
      running.post("/bigquery/v2/projects/demo/queries", query);
      assertThat(running.recordings.bodies(FrameBody.Facts.class))
          .singleElement()
          .satisfies(facts -> assertThat(facts.sql()).hasSize(1 << 20));
      assertThat(running.upstream.lastRequest().bodyLength()).isEqualTo(query.length());
    }
  }

  @Test
  void aDryRunThatNamesAForeignJobDoesNotGetIt() throws Exception {
    String echoed =
        "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"foreign\",\"location\":\"US\"}}";
    try (var running = new RunningGateway(data, Answers.json(200, echoed))) {
      String dryRun =
          "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"foreign\"},\"configuration\":"
              + "{\"dryRun\":true,\"query\":{\"query\":\"SELECT 1\",\"useLegacySql\":false}}}";
      assertThat(running.post("/bigquery/v2/projects/demo/jobs", dryRun).statusCode())
          .isEqualTo(200);
      assertThat(running.get("/bigquery/v2/projects/demo/jobs/foreign").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void oneAgentCannotOpenSessionsWithoutEnd() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      int refused = 0;
      for (int i = 0; i < 80; i++) {
        HttpRequest request =
            running.request("/bigquery/v2/projects").header("X-Chaperone-Session", "s" + i).build();
        if (running.client.send(request, BodyHandlers.ofString()).statusCode() == 403) {
          refused++;
        }
      }
      assertThat(refused).isEqualTo(16);
      assertThat(running.recordings.bodies(FrameBody.SessionOpened.class)).hasSize(64);
    }
  }

  @Test
  void aRefusedGatewayCredentialIsNotMistakenForTheAgentsToken() throws Exception {
    try (var running = new RunningGateway(data, Answers.error(401, "authError", "token?"))) {
      HttpResponse<String> answer = running.get("/bigquery/v2/projects");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("--credentials");
      assertThat(answer.headers().firstValue("www-authenticate")).isEmpty();
    }
  }

  @Test
  void anOversizedBodyIsRefusedAndNotSent() throws Exception {
    try (var running = new RunningGateway(data, Answers.json(200, "{}"))) {
      HttpResponse<String> answer =
          running.post(
              "/bigquery/v2/projects/demo/queries", "{\"query\":\"" + "x".repeat(17 << 20) + "\"}");
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(running.upstream.requests()).isEmpty();
    }
  }

  @Test
  void aBodyOfVeryManyValuesIsRefusedBeforeItFillsTheMemory() throws Exception {
    String query = "{\"query\":\"SELECT 1\",\"useLegacySql\":false,\"queryParameters\":[%s{}]}";
    try (var running = new RunningGateway(data, new FakeJobs(1))) {
      HttpResponse<String> answer =
          running.post(
              "/bigquery/v2/projects/demo/queries", query.formatted("{},".repeat(1_000_000)));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("values");
      assertThat(running.upstream.requests()).isEmpty();
      for (int i = 0; i < 5; i++) {
        assertThat(
                running
                    .post(
                        "/bigquery/v2/projects/demo/queries", query.formatted("{},".repeat(9_000)))
                    .statusCode())
            .as("a large one leaves its place to the next")
            .isEqualTo(200);
      }
    }
  }

  private static HttpResponse<String> multipart(
      RunningGateway running, String contentType, String body) throws Exception {
    HttpRequest request =
        running
            .request("/upload/bigquery/v2/projects/demo/jobs?uploadType=multipart")
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body))
            .build();
    return running.client.send(request, BodyHandlers.ofString());
  }
}
