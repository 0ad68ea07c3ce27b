package dev.chaperone.recordings.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.TestClock;
import dev.chaperone.recordings.TestFrames;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.storage.CrashingStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * P2: power fails at random places; what a receipt had promised is there afterwards, in order,
 * without holes, and verifies.
 */
class CrashTest {
  private static final int CRASHES = 1_000;
  private static final int THREADS = 3;
  private static final int GENERATIONS = 2;

  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Long> refused = new ConcurrentHashMap<>();
  private long frames;
  private long unpromised;
  private long failures;

  @Test
  void P2_everyAcknowledgedFrameSurvivesAThousandCrashes() throws Exception {
    for (int seed = 0; seed < CRASHES; seed++) {
      acknowledged.clear();
      refused.clear();
      Random random = new Random(seed);
      CrashingStorage storage = new CrashingStorage();
      for (int generation = 0; generation < GENERATIONS; generation++) {
        storage.crashAfter(1 + random.nextInt(generation == 0 ? 60 : 40));
        if (random.nextInt(3) == 0) {
          long from = random.nextInt(30);
          storage.failBetween(from, from + 1 + random.nextInt(12));
        }
        run(storage, seed, generation);
        storage = storage.afterCrash(random);
        check(storage, seed);
      }
    }
    System.out.printf(
        "%d crash points (%d seeds): %d frames acknowledged, all found again; %d more frames found"
            + " that nobody was promised; %d receipts failed before the crash%n",
        CRASHES * GENERATIONS, CRASHES, frames, unpromised, failures);
    assertThat(frames).isGreaterThan(CRASHES);
    assertThat(failures).isPositive();
  }

  private static StoreConfig config(CrashingStorage storage, long seed) {
    return StoreConfig.of(Path.of("unused"), new TestClock())
        .withJournal(storage)
        .withSizes(3_000, 1 << 20, 0)
        .withCheckpoints(Duration.ofSeconds(10), 7)
        .withSources(() -> 0, new Random(seed));
  }

  static Optional<Journal> open(StoreConfig config) {
    try {
      Journal journal = Journal.open(config, Journal.lock(config), 0);
      journal.start(OpenSessions.scan(journal), session -> false, frames -> {});
      return Optional.of(journal);
    } catch (RecordingException e) {
      return Optional.empty(); // the crash came while opening
    }
  }

  private void run(CrashingStorage storage, int seed, int generation) throws Exception {
    Optional<Journal> opened = open(config(storage, seed));
    if (opened.isEmpty()) {
      return;
    }
    Journal journal = opened.get();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      String name = "g" + generation + "-t" + t;
      threads.add(Thread.ofPlatform().start(() -> append(journal, storage, name)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    journal.close();
  }

  private void append(Journal journal, CrashingStorage storage, String name) {
    SessionId session = new SessionId(name);
    for (int i = 0; i < 400 && !storage.crashed(); i++) {
      String marker = name + "-" + i;
      FrameDraft draft =
          i == 0
              ? TestFrames.opened(session, TestFrames.ALICE)
              : TestFrames.of(
                  session,
                  new ExchangeId(marker),
                  new FrameBody.Failure(marker, "x".repeat(i % 300), Map.of()));
      try {
        long sequence = journal.record(draft);
        acknowledged.put(i == 0 ? "opened-" + name : marker, sequence);
      } catch (RecordingException e) {
        refused.put(marker, journal.lastSequence());
      }
    }
  }

  private void check(CrashingStorage storage, int seed) {
    StoreConfig config = config(storage, seed);
    Journal journal = open(config).orElseThrow();
    try {
      Map<String, Long> found = new ConcurrentHashMap<>();
      long expected = 1;
      List<StoredFrame> batch = journal.read(1, 100, Long.MAX_VALUE);
      while (!batch.isEmpty()) {
        for (StoredFrame frame : batch) {
          assertThat(frame.sequence()).as("seed %d", seed).isEqualTo(expected++);
          switch (frame.body().orElseThrow()) {
            case FrameBody.Failure body -> found.put(body.code(), frame.sequence());
            case FrameBody.SessionOpened body ->
                found.put("opened-" + frame.header().session(), frame.sequence());
            default -> {}
          }
        }
        batch = journal.read(expected, 100, Long.MAX_VALUE);
      }
      assertThat(found).as("seed %d", seed).containsAllEntriesOf(acknowledged);
      long last = acknowledged.values().stream().mapToLong(Long::longValue).max().orElse(0);
      refused.forEach(
          (marker, at) -> {
            failures++;
            if (at < last) { // something was acknowledged after this was refused
              assertThat(found).as("seed %d", seed).doesNotContainKey(marker);
            }
          });
      assertThat(journal.verify(List.of()).faults()).as("seed %d", seed).isEmpty();
      frames += acknowledged.size();
      unpromised += found.size() - acknowledged.size();
      found.forEach(acknowledged::putIfAbsent); // it is durable now
      refused.clear();
    } finally {
      journal.close();
    }
  }
}
