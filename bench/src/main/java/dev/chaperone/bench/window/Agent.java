package dev.chaperone.bench.window;

import dev.chaperone.recordings.Receipt;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records one session's exchanges as a gateway would: eight frames for most, more for some. */
final class Agent {
  /** Frames of an exchange whose answer is one piece. */
  static final int FRAMES = 8;

  private static final Source SOURCE =
      new Source("127.0.0.1:50123", 1000, 4242, "/usr/bin/python3.11");
  private static final String CLIENT = "gl-python/3.11 gccl/3.40.0";
  private static final int LONG_ANSWER_EVERY = 250;
  private static final int LONG_ANSWER_PIECES = 12;

  private final Recorder recorder;
  private final SessionId session;
  private final Identity identity;
  private final int answerBytes;
  private int exchanges;

  Agent(Recorder recorder, String name, int answerBytes) {
    this.recorder = recorder;
    this.session = new SessionId("s-" + name);
    this.identity = new Identity("https://chaperone.local", "agent:" + name, name);
    this.answerBytes = answerBytes;
  }

  SessionId session() {
    return session;
  }

  void open() {
    recorder.append(
        FrameDraft.ofSession(
            session,
            new FrameBody.SessionOpened(
                identity,
                "some-model",
                "monthly report",
                List.of("finance"),
                SOURCE,
                CLIENT,
                Map.of(),
                true)));
  }

  void close() {
    recorder.append(FrameDraft.ofSession(session, new FrameBody.SessionClosed("ended", 0)));
  }

  /** One exchange; returns how many frames it took and the receipt of the last. */
  Told exchange() {
    int number = exchanges++;
    boolean failed = number % 40 == 7;
    ExchangeId id = new ExchangeId(session.value() + "-e" + number);
    JobKey job = new JobKey("demo", "US", "job-" + id.value());
    List<FrameBody> bodies = new ArrayList<>(request(number));
    bodies.add(new FrameBody.ResponseHead(failed ? 400 : 200, failed ? 400 : 200, Map.of()));
    int pieces = number % LONG_ANSWER_EVERY == LONG_ANSWER_EVERY - 1 ? LONG_ANSWER_PIECES : 1;
    String answer = answer(number, pieces > 1 ? 64 << 10 : answerBytes);
    for (int piece = 0; piece < pieces; piece++) {
      bodies.add(new FrameBody.ResponseChunk((long) piece * answer.length(), Blob.utf8(answer)));
    }
    bodies.add(end(job, failed, answer.length() * pieces));
    Receipt last = null;
    for (FrameBody body : bodies) {
      last = recorder.append(new FrameDraft(session, Optional.of(id), Optional.of(job), body));
    }
    if (last == null) {
      throw new IllegalStateException("an exchange has frames");
    }
    return new Told(bodies.size(), last);
  }

  record Told(int frames, Receipt last) {}

  private List<FrameBody> request(int number) {
    String sql =
        "SELECT o.customer_id, SUM(o.amount) AS total\nFROM `demo.shop.orders` AS o\nWHERE"
            + " o.order_date BETWEEN '2026-01-01' AND '2026-03-31' AND o.id > "
            + number
            + "\nGROUP BY o.customer_id ORDER BY total DESC";
    byte[] body = ("{\"query\":\"" + sql.replace("\n", "\\n") + "\"}").getBytes(UTF_8);
    String digest = Digest.sha256(body).hex();
    return List.of(
        new FrameBody.Received(
            identity,
            "POST",
            "/bigquery/v2/projects/demo/queries",
            "bigquery.jobs.query",
            "query",
            Map.of("content-type", "application/json", "user-agent", CLIENT),
            SOURCE,
            CLIENT,
            digest,
            body.length,
            false),
        new FrameBody.RequestPart(0, Blob.owning(body), true, digest),
        new FrameBody.Facts(
            sql, false, false, List.of("SELECT"), List.of("demo.shop.orders"), "lexer"),
        new FrameBody.Decision("allow", "observe", "", "", true),
        new FrameBody.Upstream(
            "forward", "POST", "http://127.0.0.1:9050/bigquery/v2/projects/demo/queries", digest));
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  private static String answer(int number, int bytes) {
    StringBuilder text = new StringBuilder(bytes + 128);
    text.append(
        "{\"schema\":{\"fields\":[{\"name\":\"customer_id\",\"type\":\"INTEGER\"},"
            + "{\"name\":\"total\",\"type\":\"FLOAT\"}]},\"totalRows\":\"100\",\"rows\":[");
    for (int row = 0; text.length() < bytes - 60; row++) {
      text.append(row == 0 ? "" : ",")
          .append("{\"f\":[{\"v\":\"")
          .append(number * 31L + row)
          .append("\"},{\"v\":\"")
          .append((number * 7919L + row * 104_729L) % 1_000_003 / 100.0)
          .append("\"}]}");
    }
    return text.append("],\"jobComplete\":true}").toString();
  }

  private static FrameBody end(JobKey job, boolean failed, long bytes) {
    return new FrameBody.ResponseEnd(
        true,
        bytes,
        Digest.ZERO.hex(),
        Duration.ofMillis(37),
        failed ? -1 : 100,
        failed ? -1 : 100,
        failed ? -1 : 1 << 20,
        failed ? -1 : 10_485_760,
        "false",
        "SELECT",
        failed ? "invalidQuery" : "",
        failed ? "Unrecognized name: totl at [1:8]" : "",
        List.of(Owned.job(job)));
  }
}
