package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Frames as a gateway would draft them. */
public final class TestFrames {
  public static final Identity ALICE = new Identity("https://issuer", "alice", "analyst");
  public static final Identity BOB = new Identity("https://issuer", "bob", "cleaner");
  public static final Source SOURCE = new Source("127.0.0.1:50123", 1000, 4711, "/usr/bin/python3");

  private TestFrames() {}

  public static FrameDraft opened(SessionId session, Identity identity) {
    return FrameDraft.ofSession(
        session,
        new FrameBody.SessionOpened(
            identity,
            "model-1",
            "monthly report",
            List.of("finance", "eu"),
            SOURCE,
            "gcloud-python/3",
            Map.of("model", "claimed"),
            true));
  }

  public static FrameDraft closed(SessionId session) {
    return FrameDraft.ofSession(session, new FrameBody.SessionClosed("idle", 0));
  }

  public static FrameDraft of(SessionId session, ExchangeId exchange, FrameBody body) {
    return new FrameDraft(session, Optional.of(exchange), Optional.empty(), body);
  }

  public static FrameDraft ofJob(
      SessionId session, ExchangeId exchange, JobKey job, FrameBody body) {
    return new FrameDraft(session, Optional.of(exchange), Optional.of(job), body);
  }

  public static FrameBody.Received received(Identity identity, String apiMethod) {
    return new FrameBody.Received(
        identity,
        "POST",
        "/bigquery/v2/projects/demo/queries?alt=json",
        apiMethod,
        "query",
        Map.of("content-type", "application/json", "user-agent", "test"),
        SOURCE,
        "gcloud-python/3",
        "abcd",
        120,
        false);
  }

  public static FrameBody.Facts facts(String sql) {
    return new FrameBody.Facts(
        sql, false, false, List.of("SELECT"), List.of("demo.shop.orders"), "lexer");
  }

  public static FrameBody.Decision allowed() {
    return new FrameBody.Decision("allow", "observe", "", "everything is observed", true);
  }

  public static FrameBody.ResponseHead head(int status) {
    return new FrameBody.ResponseHead(status, status, Map.of("content-type", "application/json"));
  }

  public static FrameBody.ResponseChunk chunk(long offset, String text) {
    return new FrameBody.ResponseChunk(offset, Blob.utf8(text));
  }

  public static FrameBody.ResponseEnd end(List<Owned> owned) {
    return new FrameBody.ResponseEnd(
        true,
        2048,
        "ef01",
        Duration.ofMillis(250),
        10,
        100,
        4096,
        10485760,
        "false",
        "SELECT",
        "",
        "",
        owned);
  }

  public static FrameBody.ResponseEnd failed(boolean complete, String reason) {
    return new FrameBody.ResponseEnd(
        complete,
        99,
        "",
        Duration.ofMillis(5),
        -1,
        -1,
        -1,
        -1,
        "",
        "",
        reason,
        reason.isEmpty() ? "" : "it was " + reason,
        List.of());
  }
}
