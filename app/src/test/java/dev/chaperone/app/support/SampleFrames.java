package dev.chaperone.app.support;

import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.LevelChange;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records sessions as a gateway would. */
public final class SampleFrames {
  public static final Identity ANALYST =
      new Identity("https://chaperone.local", "agent:analyst", "analyst");
  public static final Source SOURCE =
      new Source("127.0.0.1:50123", 1000, 4242, "/usr/bin/python3.11");
  public static final String CLIENT = "gl-python/3.11 gccl/3.40.0";

  private SampleFrames() {}

  public static void open(Recorder recorder, SessionId session) {
    recorder.record(
        FrameDraft.ofSession(
            session,
            new FrameBody.SessionOpened(
                ANALYST,
                "some-model",
                "monthly report",
                List.of("finance", "reports"),
                SOURCE,
                CLIENT,
                Map.of("model", "some-model"),
                true)));
  }

  /** A whole query: seven frames. */
  public static void query(Recorder recorder, SessionId session, String exchange, String sql) {
    query(recorder, session, exchange, sql, "", "");
  }

  public static void query(
      Recorder recorder,
      SessionId session,
      String exchange,
      String sql,
      String errorReason,
      String errorMessage) {
    ExchangeId id = new ExchangeId(exchange);
    JobKey job = new JobKey("demo", "US", "job-" + exchange);
    byte[] body = ("{\"query\":\"" + sql + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String digest = Digest.sha256(body).hex();
    List<FrameBody> bodies =
        List.of(
            new FrameBody.Received(
                ANALYST,
                "POST",
                "/bigquery/v2/projects/demo/queries",
                "bigquery.jobs.query",
                "query",
                Map.of("content-type", "application/json"),
                SOURCE,
                CLIENT,
                digest,
                body.length,
                false),
            new FrameBody.RequestPart(0, Blob.owning(body), true, digest),
            new FrameBody.Facts(sql, false, false, List.of(), List.of(), "none"),
            new FrameBody.Decision("allow", "observe", "", "", true),
            new FrameBody.Upstream(
                "forward",
                "POST",
                "http://127.0.0.1:9050/bigquery/v2/projects/demo/queries",
                digest),
            new FrameBody.ResponseHead(
                errorReason.isEmpty() ? 200 : 400,
                errorReason.isEmpty() ? 200 : 400,
                Map.of("content-type", "application/json")),
            new FrameBody.ResponseChunk(0, Blob.utf8("{\"rows\":[]}")),
            new FrameBody.ResponseEnd(
                true,
                11,
                Digest.ZERO.hex(),
                Duration.ofMillis(37),
                errorReason.isEmpty() ? 3 : -1,
                errorReason.isEmpty() ? 3 : -1,
                1024,
                10_485_760,
                "false",
                "SELECT",
                errorReason,
                errorMessage,
                List.of(Owned.job(job))));
    for (FrameBody frame : bodies) {
      recorder.record(new FrameDraft(session, Optional.of(id), Optional.of(job), frame));
    }
  }

  /** The policy wanted the answer of this exchange left out. */
  public static void withoutAnswer(Recorder recorder, SessionId session, String exchange) {
    recorder.record(
        new FrameDraft(
            session,
            Optional.of(new ExchangeId(exchange)),
            Optional.empty(),
            LevelChange.metadata().note()));
  }

  /** One frame with a body of this many bytes. */
  public static void chunk(Recorder recorder, SessionId session, String exchange, int bytes) {
    recorder.record(
        new FrameDraft(
            session,
            Optional.of(new ExchangeId(exchange)),
            Optional.empty(),
            new FrameBody.ResponseChunk(0, Blob.owning(new byte[bytes]))));
  }
}
