package dev.chaperone.recordings;

import static dev.chaperone.recordings.TestFrames.ALICE;
import static dev.chaperone.recordings.TestFrames.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRecordingsTest {
  private static final SessionId S1 = new SessionId("s-1");
  private static final SessionId S2 = new SessionId("s-2");
  private static final ExchangeId X1 = new ExchangeId("x-1");
  private static final ExchangeId X2 = new ExchangeId("x-2");
  private static final JobKey JOB = new JobKey("demo", "EU", "job-1");

  @TempDir Path data;
  private final TestClock clock = new TestClock();

  private LocalRecordings open() {
    return LocalRecordings.open(StoreConfig.of(data, clock));
  }

  private static void exchange(
      Recordings store, SessionId session, ExchangeId id, Identity identity, List<Owned> owned) {
    Recorder recorder = store.recorder();
    recorder.record(
        TestFrames.of(session, id, TestFrames.received(identity, "bigquery.jobs.query")));
    recorder.append(TestFrames.ofJob(session, id, JOB, TestFrames.facts("select 1")));
    recorder.append(TestFrames.of(session, id, TestFrames.allowed()));
    recorder.append(TestFrames.of(session, id, TestFrames.head(200)));
    recorder.append(TestFrames.of(session, id, TestFrames.chunk(0, "{}")));
    recorder.record(TestFrames.of(session, id, TestFrames.end(owned)));
  }

  @Test
  void aRecordedSessionCanBeListedShownAndReadFrameByFrame() {
    try (LocalRecordings store = open()) {
      store.recorder().append(TestFrames.opened(S1, ALICE));
      exchange(store, S1, X1, ALICE, List.of(Owned.job(JOB)));

      SessionSummary session = store.sessions(10).getFirst();
      assertThat(session.identity()).isEqualTo(ALICE);
      assertThat(session.groups()).containsExactly("finance", "eu");
      assertThat(session.source()).isEqualTo(TestFrames.SOURCE);
      assertThat(session.state()).isEqualTo("open");
      assertThat(session.frames()).isEqualTo(7);
      assertThat(session.exchanges()).isEqualTo(1);
      assertThat(session.queries()).isEqualTo(1);
      assertThat(session.errors()).isZero();
      assertThat(session.rows()).isEqualTo(10);
      assertThat(session.bytesProcessed()).isEqualTo(4096);
      assertThat(session.bytesDelivered()).isEqualTo(2048);
      assertThat(session.operatorUnprotected()).isTrue();

      ExchangeSummary row = store.exchanges(S1, 0, 10).getFirst();
      assertThat(row).isEqualTo(store.exchange(X1).orElseThrow());
      assertThat(row.sql()).isEqualTo("select 1");
      assertThat(row.job()).contains(JOB);
      assertThat(row.decision()).isEqualTo("allow");
      assertThat(row.status()).isEqualTo(200);
      assertThat(row.state()).isEqualTo("done");
      assertThat(row.durationMillis()).isEqualTo(250);
      assertThat(row.requestBytes()).isEqualTo(120);
      assertThat(row.totalRows()).isEqualTo(100);
      assertThat(row.bytesBilled()).isEqualTo(10485760);

      List<Frame> frames = new ArrayList<>();
      store.frames(S1, 1, frames::add);
      assertThat(frames).hasSize(7);
      assertThat(frames.getLast().body()).contains(TestFrames.end(List.of(Owned.job(JOB))));
      assertThat(frames)
          .extracting(f -> f.header().sessionSequence())
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
      assertThat(store.verify().faults()).isEmpty();
    }
  }

  @Test
  void whatWasRecordedIsThereAfterAReopenAndTheOpenSessionIsClosedWithAGap() {
    try (LocalRecordings store = open()) {
      store.recorder().append(TestFrames.opened(S1, ALICE));
      exchange(store, S1, X1, ALICE, List.of());
      store
          .recorder()
          .record(TestFrames.of(S1, X2, TestFrames.received(ALICE, "bigquery.jobs.get")));
    }
    try (LocalRecordings store = open()) {
      assertThat(store.session(S1).orElseThrow().state()).isEqualTo("closed");
      List<Frame> frames = new ArrayList<>();
      store.frames(S1, 1, frames::add);
      assertThat(frames)
          .extracting(f -> f.header().type())
          .endsWith("response-end", "received", "gap", "session-closed");
      assertThat(store.exchange(X2).orElseThrow().state()).isEqualTo("cut");
      VerificationReport report = store.verify();
      assertThat(report.faults()).isEmpty();
      assertThat(report.frames()).isEqualTo(store.lastSequence());
      assertThat(report.signedThrough()).isZero();
      assertThatThrownBy(() -> store.recorder().record(TestFrames.opened(S1, ALICE)))
          .isInstanceOf(RecordingException.class)
          .hasMessageContaining("is closed");
    }
  }

  @Test
  void theFirstOwnerStaysOwner() {
    Owned table = Owned.table("demo", "tmp", "t1");
    Owned anywhere = Owned.job(new JobKey("demo", "", "job-7"));
    Owned inEurope = Owned.job(new JobKey("demo", "EU", "job-7"));
    Owned inAmerica = Owned.job(new JobKey("demo", "US", "job-7"));
    try (LocalRecordings store = open()) {
      store.recorder().append(TestFrames.opened(S1, ALICE));
      store.recorder().append(TestFrames.opened(S2, BOB));
      exchange(store, S1, X1, ALICE, List.of(table, inEurope));
      exchange(store, S2, X2, BOB, List.of(table, inEurope));
      assertThat(store.ownerOf(table).map(Ownership::owner)).contains(ALICE);
      assertThat(store.ownerOf(inEurope).map(Ownership::owner)).contains(ALICE);
      assertThat(store.ownerOf(anywhere).map(Ownership::owner)).contains(ALICE);
      assertThat(store.ownerOf(inAmerica)).isEmpty();
    }
  }

  @Test
  void refusedCutAndFailedExchangesAreToldApart() {
    try (LocalRecordings store = open()) {
      Recorder recorder = store.recorder();
      recorder.append(TestFrames.opened(S1, ALICE));
      recorder.append(TestFrames.of(S1, X1, TestFrames.received(ALICE, "")));
      recorder.append(
          TestFrames.of(S1, X1, new FrameBody.Failure("forbidden", "not in reach", Map.of())));
      recorder.append(TestFrames.of(S1, X2, TestFrames.received(ALICE, "bigquery.jobs.insert")));
      recorder.append(TestFrames.of(S1, X2, TestFrames.head(400)));
      recorder.record(TestFrames.of(S1, X2, TestFrames.failed(false, "invalidQuery")));
      assertThat(store.exchange(X1).orElseThrow().state()).isEqualTo("refused");
      assertThat(store.exchange(X1).orElseThrow().errorReason()).isEqualTo("forbidden");
      assertThat(store.exchange(X2).orElseThrow().state()).isEqualTo("cut");
      assertThat(store.session(S1).orElseThrow().errors()).isEqualTo(2);
    }
  }

  @Test
  void agentsAreAsTheirLastChangeLeftThem() {
    Instant expires = Instant.parse("2026-04-01T00:00:00Z");
    try (LocalRecordings store = open()) {
      store
          .recorder()
          .append(
              FrameDraft.system(
                  new FrameBody.AgentChange("etl", "created", List.of("g"), "m", "p", expires, 1)));
      store
          .recorder()
          .record(
              FrameDraft.system(
                  new FrameBody.AgentChange("etl", "revoked", List.of("g"), "m", "p", expires, 2)));
      assertThat(store.agents())
          .containsExactly(
              new AgentRecord("etl", List.of("g"), "m", "p", clock.instant(), expires, true, 2));
      assertThat(store.sessions(5)).isEmpty();
    }
  }

  @Test
  void onlyTheOwnerCanReadTheFiles() throws Exception {
    try (LocalRecordings store = open()) {
      store.recorder().record(TestFrames.opened(S1, ALICE));
    }
    try (Stream<Path> all = Files.walk(data)) {
      for (Path path : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void aStoreInUseIsRefused() {
    try (LocalRecordings store = open()) {
      assertThat(store.health()).isEqualTo(StoreHealth.GOOD);
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              RecordingException.class,
              e -> assertThat(e.code()).isEqualTo(RecordingException.Code.IN_USE));
    }
  }

  @Test
  void textOfAnyKindIsRecordedAndAsked() {
    String odd = "select '\u0000 \ud83d \ude00 \ud83d\ude00 \u2028 ' -- " + "x".repeat(2_000_000);
    try (LocalRecordings store = open()) {
      store.recorder().append(TestFrames.opened(S1, ALICE));
      store
          .recorder()
          .append(TestFrames.of(S1, X1, TestFrames.received(ALICE, "bigquery.jobs.query")));
      store.recorder().record(TestFrames.of(S1, X1, TestFrames.facts(odd)));
      assertThat(store.exchange(X1).orElseThrow().sql()).startsWith("select '\u0000 ");
    }
    try (LocalRecordings store = open()) {
      List<Frame> frames = new ArrayList<>();
      store.frames(S1, 3, frames::add);
      FrameBody.Facts facts = (FrameBody.Facts) frames.getFirst().body().orElseThrow();
      assertThat(facts.sql()).hasSameSizeAs(odd).contains("\ud83d\ude00 \u2028");
      assertThat(store.verify().faults()).isEmpty();
    }
  }

  @Test
  void anAgentThatNeverExpiresIsKept() {
    try (LocalRecordings store = open()) {
      store
          .recorder()
          .record(
              FrameDraft.system(
                  new FrameBody.AgentChange("etl", "created", List.of(), "", "", Instant.MAX, 1)));
      assertThat(store.agents().getFirst().expires()).isEqualTo(Instant.MAX);
    }
  }
}
