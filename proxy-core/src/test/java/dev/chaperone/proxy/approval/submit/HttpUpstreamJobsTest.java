package dev.chaperone.proxy.approval.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.approval.Held;
import dev.chaperone.proxy.approval.hold.AgentFrames;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldLife;
import dev.chaperone.proxy.approval.submit.UpstreamJobs.Outcome;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.UpstreamAnswer;
import dev.chaperone.proxy.upstream.UpstreamException;
import dev.chaperone.proxy.upstream.UpstreamRequest;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpUpstreamJobsTest {
  private final InMemoryRecordings recordings = new InMemoryRecordings();
  private final Road road = new Road();
  private final HttpUpstreamJobs jobs = new HttpUpstreamJobs(road, new AgentFrames(recordings));
  private final Hold hold = Hold.begun(HoldLife.begin("hold_1", Held.query("job_1"), Held.START));

  /** Answers what it is told, and remembers what it was sent. */
  private static final class Road implements Upstream {
    private final List<String> sent = new ArrayList<>();
    private int status = 200;
    private String body = "{\"kind\":\"bigquery#job\"}";
    private boolean broken;

    @Override
    public URI base() {
      return URI.create("http://127.0.0.1:1");
    }

    @Override
    public UpstreamAnswer send(UpstreamRequest request) throws UpstreamException {
      String text =
          request
              .body()
              .map(
                  b -> {
                    try {
                      return " " + new String(b.stream().readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  })
              .orElse("");
      sent.add(request.method() + " " + request.pathAndQuery() + text);
      if (broken) {
        throw new UpstreamException(
            UpstreamException.Kind.BROKEN, "the connection broke", new IOException("reset"));
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return new UpstreamAnswer(
          status, Headers.NONE, new ByteArrayInputStream(bytes), bytes.length);
    }

    @Override
    public void close() {}
  }

  private Outcome insert(int status, String reason) {
    answer(status, reason);
    return jobs.insert(hold, Held.json("{\"a\":1}"));
  }

  private Outcome get(int status, String reason) {
    answer(status, reason);
    return jobs.get(hold, hold.request().job().orElseThrow());
  }

  private void answer(int status, String reason) {
    road.status = status;
    road.body = "{\"error\":{\"message\":\"why\",\"errors\":[{\"reason\":\"" + reason + "\"}]}}";
  }

  @Test
  void P2_eachRequestIsRecordedBeforeItIsSent() {
    assertThat(jobs.insert(hold, Held.json("{\"a\":1}"))).isInstanceOf(Outcome.Job.class);
    assertThat(jobs.get(hold, hold.request().job().orElseThrow())).isInstanceOf(Outcome.Job.class);
    assertThat(road.sent)
        .containsExactly(
            "POST /bigquery/v2/projects/demo/jobs {\"a\":1}",
            "GET /bigquery/v2/projects/demo/jobs/job_1?location=EU");
    assertThat(recordings.bodies(FrameBody.Upstream.class))
        .extracting(FrameBody.Upstream::purpose, FrameBody.Upstream::url)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "forward", "http://127.0.0.1:1/bigquery/v2/projects/demo/jobs"),
            org.assertj.core.groups.Tuple.tuple(
                "lookup", "http://127.0.0.1:1/bigquery/v2/projects/demo/jobs/job_1?location=EU"));
    recordings.failReceipts(RecordingException.Code.STORE_FULL);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> jobs.insert(hold, Held.json("{\"a\":1}")))
        .isInstanceOf(RecordingException.class);
    assertThat(road.sent).hasSize(2);
  }

  @Test
  void whatIsFinalIsToldFromWhatMayPass() {
    assertThat(insert(400, "invalidQuery")).isEqualTo(new Outcome.Rejected("invalidQuery", "why"));
    assertThat(insert(403, "accessDenied")).isEqualTo(new Outcome.Rejected("accessDenied", "why"));
    assertThat(insert(404, "notFound")).isInstanceOf(Outcome.Rejected.class);
    assertThat(insert(409, "duplicate")).isEqualTo(new Outcome.Exists());
    assertThat(get(404, "notFound")).isEqualTo(new Outcome.Missing());
    for (int status : List.of(302, 401, 408, 429, 500, 502, 503, 504)) {
      assertThat(insert(status, "backendError")).isInstanceOf(Outcome.Unclear.class);
      assertThat(get(status, "backendError")).isInstanceOf(Outcome.Unclear.class);
    }
    assertThat(insert(403, "rateLimitExceeded")).isInstanceOf(Outcome.Unclear.class);
  }

  @Test
  void P4_anAnswerThatBreaksOrIsNoJsonLeavesItOpen() {
    road.body = "<html>";
    assertThat(jobs.insert(hold, Held.json("{}"))).isInstanceOf(Outcome.Unclear.class);
    road.broken = true;
    assertThat(jobs.insert(hold, Held.json("{}"))).isInstanceOf(Outcome.Unclear.class);
    assertThat(jobs.get(hold, hold.request().job().orElseThrow()))
        .isInstanceOf(Outcome.Unclear.class);
  }
}
