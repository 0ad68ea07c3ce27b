package dev.chaperone.recordings.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.recordings.Receipt;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.RecordingException.Code;
import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.TestClock;
import dev.chaperone.recordings.TestFrames;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.storage.CrashingStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the journal does when storage does not. */
class FailingStorageTest {
  private static final SessionId SESSION = new SessionId("s-1");
  private static final ExchangeId EXCHANGE = new ExchangeId("x-1");
  private static final long MIB = 1L << 20;

  private final CrashingStorage storage = new CrashingStorage();
  private final StoreConfig config =
      StoreConfig.of(Path.of("unused"), new TestClock()).withJournal(storage);
  private Journal journal = CrashTest.open(config).orElseThrow();

  @AfterEach
  void close() {
    journal.close();
  }

  private void reopen() {
    journal.close();
    journal = CrashTest.open(config).orElseThrow();
  }

  private static FrameDraft error(String code) {
    return FrameDraft.ofSession(SESSION, new FrameBody.Failure(code, "", Map.of()));
  }

  private static void assertCode(Runnable action, Code code, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            RecordingException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContaining(message);
            });
  }

  private List<String> codes() {
    List<String> codes = new ArrayList<>();
    for (StoredFrame frame : journal.read(1, 1_000, Long.MAX_VALUE)) {
      if (frame.body().orElseThrow() instanceof FrameBody.Failure failure) {
        codes.add(failure.code());
      }
    }
    return codes;
  }

  @Test
  void P2_aFullDiskRefusesWithAClearErrorAndRecordsAgainWhenSpaceReturns() {
    journal.record(error("before"));
    storage.space(10);
    assertCode(() -> journal.record(error("during")), Code.STORE_FULL, "is full");
    assertThat(journal.health().writable()).isFalse();
    assertThat(journal.health().message()).contains("space");
    storage.space(100 * MIB);
    journal.record(error("after"));
    assertThat(journal.health()).isEqualTo(StoreHealth.GOOD);
    assertThat(codes()).containsExactly("before", "after");
    assertThat(journal.verify(List.of()).faults()).isEmpty();
    reopen();
    assertThat(codes()).containsExactly("before", "after");
    assertThat(journal.verify(List.of()).faults()).isEmpty();
  }

  @Test
  void P2_aReadOnlyFolderRefusesWithAClearErrorAndRecordsAgainLater() {
    journal.record(error("before"));
    storage.readOnly(true);
    assertCode(() -> journal.record(error("during")), Code.STORE_NOT_WRITABLE, "cannot be written");
    storage.readOnly(false);
    journal.record(error("after"));
    assertThat(codes()).containsExactly("before", "after");
    reopen();
    assertThat(journal.verify(List.of()).faults()).isEmpty();
  }

  @Test
  void oneFailedWriteIsMadeGoodInANewSegmentAndNobodyNotices() {
    journal.record(error("before"));
    storage.failBetween(1, 2);
    journal.record(error("during"));
    assertThat(codes()).containsExactly("before", "during");
    assertThat(storage.list()).hasSize(2);
    reopen();
    assertThat(codes()).containsExactly("before", "during");
    assertThat(journal.verify(List.of()).faults()).isEmpty();
  }

  @Test
  void P2_anExchangeThatLostAFrameCannotBeCompletedAndItsSessionGetsAGap() {
    journal.record(TestFrames.opened(SESSION, TestFrames.ALICE));
    journal.record(TestFrames.of(SESSION, EXCHANGE, TestFrames.head(200)));
    storage.failBetween(0, 1_000);
    Receipt lost = journal.append(TestFrames.of(SESSION, EXCHANGE, TestFrames.facts("lost")));
    assertCode(lost::await, Code.STORE_FULL, "full");
    storage.failBetween(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
    assertCode(
        () -> journal.record(TestFrames.of(SESSION, EXCHANGE, TestFrames.end(List.of()))),
        Code.STORE_FULL,
        "full");
    journal.record(TestFrames.of(SESSION, EXCHANGE, TestFrames.failed(false, "")));
    assertThat(journal.read(1, 100, Long.MAX_VALUE))
        .extracting(f -> f.header().type())
        .containsExactly("session-opened", "response-head", "gap", "response-end");
  }

  @Test
  void theLastOfTheDiskServesDecisionsErrorsAndEndsOnly() {
    storage.space(63 * MIB);
    assertThat(journal.health().writable()).isFalse();
    assertCode(
        () -> journal.append(TestFrames.of(SESSION, EXCHANGE, TestFrames.facts("select 1"))),
        Code.STORE_FULL,
        "nearly full");
    journal.record(TestFrames.of(SESSION, EXCHANGE, TestFrames.allowed()));
    journal.record(error("e"));
    journal.record(TestFrames.of(SESSION, EXCHANGE, TestFrames.failed(false, "")));
    storage.space(70 * MIB);
    journal.record(TestFrames.of(SESSION, EXCHANGE, TestFrames.facts("select 1")));
    assertThat(journal.health()).isEqualTo(StoreHealth.GOOD);
  }

  @Test
  void interruptsOfAppendingThreadsHarmNothing() throws Exception {
    AtomicInteger recorded = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 200; i++) {
                      Thread.currentThread().interrupt();
                      journal.record(error("e"));
                      recorded.incrementAndGet();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(recorded.get()).isEqualTo(800);
    assertThat(journal.lastSequence()).isGreaterThanOrEqualTo(800);
    assertThat(journal.verify(List.of()).faults()).isEmpty();
  }

  @Test
  void slowStorageMakesAppendersWaitInsteadOfFillingMemory() throws Exception {
    journal.close();
    Semaphore forces = new Semaphore(0);
    StoreConfig small =
        config.withSizes(64 * MIB, MIB, 0).withSources(System::nanoTime, new Random(1));
    journal = CrashTest.open(small).orElseThrow();
    storage.beforeForce(forces::acquireUninterruptibly);
    AtomicInteger appended = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    byte[] chunk = new byte[64 << 10];
    Thread appender =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    journal.append(
                        FrameDraft.ofSession(
                            SESSION, new FrameBody.ResponseChunk(0, Blob.owning(chunk))));
                    appended.incrementAndGet();
                  }
                  done.countDown();
                });
    while (appender.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(appended.get()).isLessThan(40); // a queue's worth and a block's worth
    assertThat(done.getCount()).isEqualTo(1);
    forces.release(Integer.MAX_VALUE / 2);
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
