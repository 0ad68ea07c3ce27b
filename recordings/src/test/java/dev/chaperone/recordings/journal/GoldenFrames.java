package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.TestFrames;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the golden files of format version 1 hold: every kind of frame. Never change it. */
final class GoldenFrames {
  static final SessionId S1 = new SessionId("session-one");
  static final SessionId S2 = new SessionId("session-two");
  static final ExchangeId X = new ExchangeId("exchange-1");
  static final JobKey JOB = new JobKey("demo", "EU", "job_1");

  /** The one whose payload was erased afterwards. */
  static final long ERASED = 6;

  private GoldenFrames() {}

  static List<FrameDraft> all() {
    List<FrameDraft> all = new ArrayList<>();
    all.add(
        FrameDraft.system(
            new FrameBody.AgentChange(
                "etl",
                "created",
                List.of("finance"),
                "model-1",
                "reports",
                Instant.parse("2026-06-01T00:00:00Z"),
                1)));
    all.add(FrameDraft.system(new FrameBody.KeyChange("key-1", "signing", "created")));
    all.add(TestFrames.opened(S1, TestFrames.ALICE));
    all.add(TestFrames.of(S1, X, TestFrames.received(TestFrames.ALICE, "bigquery.jobs.query")));
    all.add(
        TestFrames.of(
            S1, X, new FrameBody.RequestPart(0, Blob.utf8("{\"query\":\"π\"}"), true, "aa")));
    all.add(TestFrames.ofJob(S1, X, JOB, TestFrames.facts("select 'erased'")));
    all.add(TestFrames.ofJob(S1, X, JOB, TestFrames.facts("select 'grüße \u0000 \ud83d\ude00'")));
    all.add(TestFrames.of(S1, X, new FrameBody.Estimate(1 << 20, "PRECISE", "dry-run")));
    all.add(TestFrames.of(S1, X, TestFrames.allowed()));
    all.add(TestFrames.of(S1, X, new FrameBody.Hold("hold-1", "PENDING", "asks a person")));
    all.add(
        TestFrames.of(
            S1, X, new FrameBody.Upstream("forward", "POST", "https://example.com/x?y=z", "bb")));
    all.add(TestFrames.of(S1, X, TestFrames.head(200)));
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    all.add(TestFrames.of(S1, X, new FrameBody.ResponseChunk(0, Blob.owning(every))));
    all.add(TestFrames.of(S1, X, new FrameBody.ResponseChunk(256, Blob.EMPTY)));
    all.add(
        TestFrames.of(
            S1,
            X,
            new FrameBody.ResponseEnd(
                true,
                256,
                "cc",
                Duration.ofNanos(1_234_567_891),
                5,
                6,
                7,
                8,
                "true",
                "SELECT",
                "",
                "",
                List.of(Owned.job(JOB), Owned.table("demo", "tmp", "anon"), Owned.upload("dd")))));
    all.add(TestFrames.opened(S2, TestFrames.BOB));
    all.add(
        FrameDraft.ofSession(
            S2, new FrameBody.Failure("unauthenticated", "no token", Map.of("path", "/x"))));
    all.add(FrameDraft.ofSession(S2, new FrameBody.Gap("the gateway stopped", 17)));
    all.add(FrameDraft.ofSession(S2, new FrameBody.SessionClosed("gap", 4)));
    for (FrameType type :
        List.of(
            FrameType.MASKING,
            FrameType.LEVEL,
            FrameType.POLICY,
            FrameType.OPERATOR,
            FrameType.TAG,
            FrameType.GRANT,
            FrameType.ANNOTATION)) {
      all.add(FrameDraft.system(new FrameBody.Note(type, Map.of("b", "2", "a", "1"))));
    }
    all.add(
        FrameDraft.system(new FrameBody.Unknown("from-the-future", Blob.utf8("\u0002whatever"))));
    all.add(
        FrameDraft.system(
            new FrameBody.Note(
                FrameType.RETENTION, Map.of("sequence", Long.toString(ERASED), "reason", "x"))));
    all.add(TestFrames.closed(S1));
    return all;
  }
}
