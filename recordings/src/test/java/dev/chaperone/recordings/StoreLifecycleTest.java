package dev.chaperone.recordings;

import static dev.chaperone.recordings.TestFrames.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.storage.CrashingStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journal and database together, over crashes, restarts and interrupts. */
class StoreLifecycleTest {
  private static final SessionId S1 = new SessionId("s-1");
  private static final int CRASHES = 12;

  @TempDir Path data;
  private final TestClock clock = new TestClock();

  private StoreConfig config(CrashingStorage storage) {
    return StoreConfig.of(data, clock).withJournal(storage).withSizes(4_000, 1 << 20, 0);
  }

  private static List<Frame> all(LocalRecordings store) throws InterruptedException {
    List<Frame> frames = new ArrayList<>();
    try (FrameFeed feed = store.feed(1)) {
      while (frames.size() < store.lastSequence()) {
        frames.addAll(feed.next(1_000, Duration.ofSeconds(10)));
      }
    }
    return frames;
  }

  @Test
  void P2_afterCrashesTheDatabaseSaysWhatTheJournalSays() throws Exception {
    CrashingStorage storage = new CrashingStorage();
    Random random = new Random(11);
    ConcurrentLinkedQueue<ExchangeId> acknowledged = new ConcurrentLinkedQueue<>();
    for (int crash = 0; crash < CRASHES; crash++) {
      LocalRecordings store = LocalRecordings.open(config(storage));
      storage.crashAfter(10 + random.nextInt(100));
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 3; t++) {
        SessionId session = new SessionId("s-" + crash + "-" + t);
        threads.add(Thread.ofVirtual().start(() -> work(store, session, acknowledged)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      store.close();
      storage = storage.afterCrash(random);
    }
    try (LocalRecordings store = LocalRecordings.open(config(storage))) {
      assertThat(acknowledged).hasSizeGreaterThan(CRASHES);
      for (ExchangeId id : acknowledged) {
        assertThat(store.exchange(id)).as(id.value()).isPresent();
      }
      assertThat(store.sessions(1_000)).extracting(SessionSummary::state).containsOnly("closed");
      assertThat(store.verify().faults()).isEmpty();
      Map<SessionId, Long> perSession = new HashMap<>();
      all(store).forEach(f -> perSession.merge(f.header().session(), 1L, Long::sum));
      for (SessionSummary session : store.sessions(1_000)) {
        assertThat(session.frames()).isEqualTo(perSession.get(session.id()));
      }
    }
  }

  private static void work(
      LocalRecordings store, SessionId session, ConcurrentLinkedQueue<ExchangeId> acknowledged) {
    try {
      store.recorder().record(TestFrames.opened(session, ALICE));
      for (int i = 0; i < 1_000; i++) {
        ExchangeId id = new ExchangeId(session + "-" + i);
        store.recorder().record(TestFrames.of(session, id, TestFrames.received(ALICE, "m")));
        acknowledged.add(id);
        store.recorder().append(TestFrames.of(session, id, TestFrames.chunk(0, "x".repeat(i))));
      }
    } catch (RecordingException e) {
      // the power is gone
    }
  }

  @Test
  void openingWithACurrentDatabaseReadsOnlyTheEndOfTheJournal() {
    CrashingStorage storage = new CrashingStorage();
    try (LocalRecordings store = LocalRecordings.open(config(storage))) {
      store.recorder().record(TestFrames.opened(S1, ALICE));
      for (int i = 0; i < 200; i++) {
        store
            .recorder()
            .record(TestFrames.of(S1, new ExchangeId("x-" + i), TestFrames.facts("select " + i)));
      }
      store.recorder().record(TestFrames.closed(S1));
    }
    List<String> segments = storage.list();
    assertThat(segments).hasSizeGreaterThan(5);
    long before = storage.bytesRead(segments.getFirst());
    try (LocalRecordings store = LocalRecordings.open(config(storage))) {
      assertThat(store.session(S1)).isPresent();
      assertThat(storage.bytesRead(segments.getFirst()) - before).isLessThan(200);
    }
  }

  @Test
  void aCrashAtAnyMomentOfAnErasureLeavesAStoreThatVerifiesAndFinishesIt() throws Exception {
    for (int at = 1; at < 24; at++) {
      Path folder = data.resolve("at-" + at);
      CrashingStorage storage = new CrashingStorage();
      StoreConfig config = StoreConfig.of(folder, clock).withJournal(storage);
      LocalRecordings store = LocalRecordings.open(config);
      store.recorder().append(TestFrames.opened(S1, ALICE));
      long sequence =
          store
              .recorder()
              .record(TestFrames.of(S1, new ExchangeId("x"), TestFrames.facts("secret")));
      long last = store.recorder().record(TestFrames.closed(S1));
      storage.crashAfter(at);
      try {
        store.erase(sequence, "asked");
      } catch (RecordingException e) {
        // the power is gone
      }
      store.close();
      storage = storage.afterCrash(new Random(at));
      try (LocalRecordings again = LocalRecordings.open(config.withJournal(storage))) {
        List<Frame> frames = all(again);
        assertThat(frames).hasSizeGreaterThanOrEqualTo((int) last);
        boolean recorded = frames.stream().anyMatch(f -> f.header().type().equals("retention"));
        assertThat(frames.get((int) sequence - 1).body().isEmpty())
            .as("crash at operation %d", at)
            .isEqualTo(recorded);
        assertThat(again.verify().faults()).as("crash at operation %d", at).isEmpty();
        assertThat(again.verify().erased()).isEqualTo(recorded ? 1 : 0);
      }
    }
  }

  @Test
  void checkpointsFollowSessionEndsFrameCountsAndTime() throws Exception {
    StoreConfig config = config(new CrashingStorage()).withCheckpoints(Duration.ofSeconds(10), 5);
    try (LocalRecordings store = LocalRecordings.open(config)) {
      store.recorder().record(TestFrames.opened(S1, ALICE));
      store.recorder().record(TestFrames.closed(S1));
      SessionId other = new SessionId("s-2");
      for (int i = 0; i < 6; i++) {
        store
            .recorder()
            .record(TestFrames.of(other, new ExchangeId("x-" + i), TestFrames.head(200)));
      }
      clock.advance(Duration.ofSeconds(11));
      store.recorder().record(TestFrames.of(other, new ExchangeId("x"), TestFrames.head(200)));
      List<String> types = all(store).stream().map(f -> f.header().type()).toList();
      String head = "response-head";
      String check = "checkpoint";
      assertThat(types)
          .containsExactly(
              "session-opened",
              "session-closed",
              check,
              head,
              head,
              head,
              head,
              head,
              check,
              head,
              check,
              head);
      all(store)
          .forEach(
              f -> {
                if (f.body().orElseThrow() instanceof FrameBody.Checkpoint checkpoint) {
                  assertThat(checkpoint.sequence()).isEqualTo(f.header().sequence() - 1);
                }
              });
    }
  }

  @Test
  void interruptedThreadsCanRecordAndAsk() throws Exception {
    try (LocalRecordings store = LocalRecordings.open(StoreConfig.of(data, clock))) {
      store.recorder().record(TestFrames.opened(S1, ALICE));
      ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        String name = "t" + t;
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        for (int i = 0; i < 50; i++) {
                          Thread.currentThread().interrupt();
                          ExchangeId id = new ExchangeId(name + "-" + i);
                          Owned job = Owned.job(new JobKey("demo", "EU", id.value()));
                          store
                              .recorder()
                              .append(TestFrames.of(S1, id, TestFrames.received(ALICE, "m")));
                          store
                              .recorder()
                              .record(TestFrames.of(S1, id, TestFrames.end(List.of(job))));
                          assertThat(store.ownerOf(job).map(Ownership::owner)).contains(ALICE);
                          assertThat(store.exchange(id)).isPresent();
                        }
                      } catch (Throwable e) {
                        failures.add(e);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      assertThat(store.session(S1).orElseThrow().exchanges()).isEqualTo(200);
      assertThat(store.verify().faults()).isEmpty();
    }
  }
}
