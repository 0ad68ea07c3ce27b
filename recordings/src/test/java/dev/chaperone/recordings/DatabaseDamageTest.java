package dev.chaperone.recordings;

import static dev.chaperone.recordings.TestFrames.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the database file: what it says is what the journal says. */
class DatabaseDamageTest {
  private static final int SESSIONS = 40;
  private static final int EXCHANGES = 15;

  @TempDir Path data;
  private List<Object> expected = List.of();

  private LocalRecordings open() {
    return LocalRecordings.open(StoreConfig.of(data, new TestClock()));
  }

  private Path database() {
    return data.resolve("recordings.mv.db");
  }

  private static List<Object> everything(LocalRecordings store) {
    List<Object> all = new ArrayList<>(store.sessions(1_000));
    for (SessionSummary session : store.sessions(1_000)) {
      all.addAll(store.exchanges(session.id(), 0, 1_000));
      store.frames(session.id(), 1, frame -> all.add(frame.header()));
    }
    all.addAll(store.agents());
    return all;
  }

  @BeforeEach
  void aStoreWithHistory() {
    try (LocalRecordings store = open()) {
      Random random = new Random(1);
      for (int s = 0; s < SESSIONS; s++) {
        SessionId session = new SessionId("s-" + s);
        store.recorder().append(TestFrames.opened(session, ALICE));
        for (int x = 0; x < EXCHANGES; x++) {
          ExchangeId id = new ExchangeId("x-" + s + "-" + x);
          JobKey job = new JobKey("demo", "EU", "job-" + s + "-" + x);
          store
              .recorder()
              .append(
                  TestFrames.of(session, id, TestFrames.received(ALICE, "bigquery.jobs.query")));
          byte[] noise = new byte[400];
          random.nextBytes(noise);
          store
              .recorder()
              .append(
                  TestFrames.of(
                      session,
                      id,
                      TestFrames.facts(
                          "select '" + java.util.HexFormat.of().formatHex(noise) + "'")));
          store.recorder().append(TestFrames.of(session, id, TestFrames.head(200)));
          store
              .recorder()
              .append(TestFrames.of(session, id, TestFrames.end(List.of(Owned.job(job)))));
        }
        store.recorder().record(TestFrames.closed(session));
      }
      expected = everything(store);
    }
  }

  private void assertRebuilt() {
    try (LocalRecordings store = open()) {
      assertThat(everything(store)).isEqualTo(expected);
      assertThat(
              store.ownerOf(Owned.job(new JobKey("demo", "EU", "job-7-7"))).map(Ownership::owner))
          .contains(ALICE);
      assertThat(store.verify().faults()).isEmpty();
    }
  }

  private void overwrite(double place, int length) throws IOException {
    byte[] garbage = new byte[length];
    new Random(7).nextBytes(garbage);
    try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
      file.seek((long) ((file.length() - length) * place));
      file.write(garbage);
    }
  }

  /** As after a kill: without the note a clean close leaves. */
  private void asIfKilled() throws IOException {
    Files.delete(data.resolve("recordings.checksum"));
  }

  @Test
  void aHealthyDatabaseIsKept() {
    assertRebuilt();
  }

  @Test
  void aDeletedDatabaseIsMadeAnew() throws Exception {
    Files.delete(database());
    assertRebuilt();
  }

  @Test
  void aTruncatedDatabaseIsMadeAnew() throws Exception {
    for (double part : List.of(0.0, 0.3, 0.9)) {
      try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
        file.setLength((long) (file.length() * part));
      }
      assertRebuilt();
    }
  }

  @Test
  void aDatabaseWithGarbageInItsMiddleIsMadeAnew() throws Exception {
    for (double place : List.of(0.2, 0.5, 0.8)) {
      overwrite(place, 64 << 10);
      assertRebuilt();
    }
  }

  @Test
  void aDatabaseWithGarbageInItsMiddleIsMadeAnewAfterAKillToo() throws Exception {
    for (double place : List.of(0.2, 0.35, 0.5, 0.65, 0.8)) {
      asIfKilled();
      overwrite(place, 64 << 10);
      assertRebuilt();
    }
  }

  @Test
  void aDatabaseWithGarbageForHeadersIsMadeAnew() throws Exception {
    overwrite(0, 8 << 10);
    assertRebuilt();
  }

  @Test
  void aDatabaseAheadOfItsJournalIsMadeAnewAndTheLossIsReported() throws Exception {
    try (Stream<Path> segments = Files.list(data.resolve("journal"))) {
      Path segment = segments.filter(f -> f.toString().endsWith(".cj")).findFirst().orElseThrow();
      try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
        file.setLength(file.length() / 2);
      }
    }
    try (LocalRecordings store = open()) {
      assertThat(store.verify().faults())
          .anySatisfy(f -> assertThat(f).contains("was recorded").contains("missing"));
      assertThat(store.sessions(1_000)).hasSizeLessThan(SESSIONS).isNotEmpty();
    }
  }

  @Test
  void rebuildingGivesTheSameAnswers() {
    try (LocalRecordings store = open()) {
      store.rebuild();
      assertThat(everything(store)).isEqualTo(expected);
    }
  }

  @Test
  void aDatabaseThatCannotBeMadeDoesNotStopRecording() throws Exception {
    Files.delete(database());
    Files.delete(data.resolve("recordings.checksum"));
    Files.createDirectories(database().resolve("in-the-way"));
    SessionId session = new SessionId("s-new");
    TestClock clock = new TestClock();
    try (LocalRecordings store = LocalRecordings.open(StoreConfig.of(data, clock))) {
      store.recorder().record(TestFrames.opened(session, ALICE));
      assertThat(store.health()).isEqualTo(StoreHealth.GOOD);
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> store.sessions(1))
          .isInstanceOf(RecordingException.class)
          .hasMessageContaining("Recording goes on");
      Files.delete(database().resolve("in-the-way"));
      clock.advance(java.time.Duration.ofMinutes(1));
      assertThat(store.sessions(1)).extracting(SessionSummary::id).containsExactly(session);
    }
  }
}
