package dev.chaperone.recordings.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.TestClock;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.storage.CrashingStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final CrashingStorage storage = new CrashingStorage();
  private final StoreConfig config =
      StoreConfig.of(Path.of("unused"), new TestClock())
          .withJournal(storage)
          .withSizes(100_000, 64 << 20, 0);
  private Journal journal = CrashTest.open(config).orElseThrow();

  @AfterEach
  void close() {
    journal.close();
  }

  private static FrameDraft error(int i) {
    return FrameDraft.ofSession(
        new SessionId("s-" + i % 7), new FrameBody.Failure("e" + i, "x", Map.of()));
  }

  private static List<Long> drain(FrameFeed feed, long until) throws InterruptedException {
    List<Long> seen = new ArrayList<>();
    while (seen.isEmpty() || seen.getLast() < until) {
      for (Frame frame : feed.next(100, LONG)) {
        seen.add(frame.header().sequence());
      }
    }
    return seen;
  }

  @Test
  void aFeedFarBehindReadsTheJournalAndThenFollowsTheTail() throws Exception {
    int many = 20_000; // more than the tail keeps
    for (int i = 1; i < many; i++) {
      journal.append(error(i));
    }
    journal.record(error(many));
    try (FrameFeed feed = journal.feed(1)) {
      List<Long> seen = drain(feed, journal.lastSequence());
      long next = journal.record(error(1));
      seen.addAll(drain(feed, next));
      for (int i = 0; i < seen.size(); i++) {
        assertThat(seen.get(i)).isEqualTo(i + 1L);
      }
    }
  }

  @Test
  void aFeedAtTheEndWakesForNewFramesAndReturnsEmptyWhenNoneCome() throws Exception {
    long last = journal.record(error(1));
    try (FrameFeed feed = journal.feed(last + 1)) {
      assertThat(feed.next(10, Duration.ofMillis(1))).isEmpty();
      CompletableFuture<List<Frame>> waiting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return feed.next(10, LONG);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      journal.record(error(2));
      assertThat(waiting.get(30, TimeUnit.SECONDS))
          .extracting(f -> f.body().orElseThrow())
          .containsExactly(error(2).body());
    }
  }

  @Test
  void aFeedSeesAFrameOnlyOnceItIsDurable() throws Exception {
    journal.record(error(1));
    AtomicReference<List<Frame>> before = new AtomicReference<>(List.of());
    CountDownLatch looked = new CountDownLatch(1);
    try (FrameFeed feed = journal.feed(journal.lastSequence() + 1)) {
      storage.beforeForce(
          () -> {
            try {
              before.set(feed.next(10, Duration.ZERO));
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            looked.countDown();
          });
      journal.record(error(2));
      assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(before.get()).isEmpty();
      assertThat(feed.next(10, LONG)).hasSize(1);
      storage.beforeForce(() -> {});
    }
  }

  @Test
  void aFeedOfAClosedStoreSaysSo() {
    FrameFeed feed = journal.feed(1);
    journal.close();
    assertThatThrownBy(() -> feed.next(1, LONG))
        .isInstanceOfSatisfying(
            RecordingException.class,
            e -> assertThat(e.code()).isEqualTo(RecordingException.Code.CLOSED));
  }

  @Test
  void manyThreadsAppendAtOnceAndEachKeepsItsOrder() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 16; t++) {
      SessionId session = new SessionId("t-" + t);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 300; i++) {
                      FrameDraft draft =
                          FrameDraft.ofSession(
                              session, new FrameBody.Failure("e" + i, "x", Map.of()));
                      if (i % 10 == 0) {
                        journal.record(draft);
                      } else {
                        journal.append(draft);
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    journal.close();
    journal = CrashTest.open(config).orElseThrow();
    Map<SessionId, Integer> seen = new java.util.HashMap<>();
    long next = 1;
    List<StoredFrame> batch = journal.read(next, 1_000, Long.MAX_VALUE);
    while (!batch.isEmpty()) {
      for (StoredFrame frame : batch) {
        assertThat(frame.sequence()).isEqualTo(next++);
        if (frame.body().orElseThrow() instanceof FrameBody.Failure failure) {
          int i = seen.merge(frame.header().session(), 1, Integer::sum) - 1;
          assertThat(failure.code()).isEqualTo("e" + i);
          assertThat(frame.header().sessionSequence()).isEqualTo(i + 1L);
        }
      }
      batch = journal.read(next, 1_000, Long.MAX_VALUE);
    }
    assertThat(seen).hasSize(16).allSatisfy((session, count) -> assertThat(count).isEqualTo(300));
    assertThat(journal.verify(List.of()).faults()).isEmpty();
  }
}
