package dev.chaperone.proxy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.Receipt;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class InMemoryRecordingsTest {
  private static final SessionId SESSION = new SessionId("s1");
  private static final Identity IDENTITY = new Identity("iss", "sub", "ada");

  private final InMemoryRecordings store = new InMemoryRecordings();

  private static FrameDraft failure(String code) {
    return FrameDraft.ofSession(SESSION, new FrameBody.Failure(code, "m", Map.of()));
  }

  @Test
  void numbersFramesInTheStoreAndInEachSession() {
    store.record(FrameDraft.system(new FrameBody.Failure("a", "m", Map.of())));
    assertThat(store.record(failure("b"))).isEqualTo(2);
    assertThat(store.frames().getLast().header().sessionSequence()).isEqualTo(1);
    assertThat(store.lastSequence()).isEqualTo(2);
    assertThat(store.bodies(FrameBody.Failure.class)).extracting("code").containsExactly("a", "b");
  }

  @Test
  void failsAsTold() {
    store.failReceipts(RecordingException.Code.STORE_FULL);
    Receipt receipt = store.append(failure("a"));
    assertThatThrownBy(receipt::await).isInstanceOf(RecordingException.class);
    assertThat(store.frames()).isEmpty();
    assertThat(store.health().writable()).isFalse();

    store.failAppends(RecordingException.Code.STORE_NOT_WRITABLE);
    assertThatThrownBy(() -> store.append(failure("a"))).isInstanceOf(RecordingException.class);

    store.recover();
    assertThat(store.record(failure("b"))).isEqualTo(1);
  }

  @Test
  void holdsReceiptsAndBlocksAppendsUntilItRecovers() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      store.holdReceipts();
      CompletableFuture<Long> held =
          CompletableFuture.supplyAsync(() -> store.record(failure("a")), threads);
      assertThat(store.frames()).isEmpty();
      store.blockAppends();
      CompletableFuture<Long> blocked =
          CompletableFuture.supplyAsync(() -> store.record(failure("b")), threads);
      assertThat(held).isNotDone();
      assertThat(blocked).isNotDone();
      store.recover();
      held.get();
      blocked.get();
      assertThat(store.await(FrameBody.Failure.class, 2)).hasSize(2);
    }
  }

  @Test
  void feedsFromAnyPlace() throws Exception {
    store.record(failure("a"));
    store.record(failure("b"));
    try (FrameFeed feed = store.feed(2)) {
      assertThat(feed.next(10, Duration.ofSeconds(5))).hasSize(1);
      assertThat(feed.next(10, Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void knowsOwnersAndAgents() {
    store.record(
        FrameDraft.ofSession(
            SESSION,
            new FrameBody.SessionOpened(
                IDENTITY, "", "", List.of(), Source.of("127.0.0.1:1"), "", Map.of(), true)));
    store.record(
        FrameDraft.ofSession(
            SESSION,
            new FrameBody.ResponseEnd(
                true,
                0,
                "",
                Duration.ZERO,
                -1,
                -1,
                -1,
                -1,
                "",
                "",
                "",
                "",
                List.of(Owned.job(new JobKey("demo", "US", "j1"))))));
    assertThat(
            store
                .ownerOf(Owned.job(new JobKey("demo", "", "j1")))
                .map(dev.chaperone.recordings.Ownership::owner))
        .contains(IDENTITY);
    assertThat(store.ownerOf(Owned.job(new JobKey("demo", "EU", "j1")))).isEmpty();
    assertThat(store.ownerOf(Owned.job(new JobKey("demo", "US", "j2")))).isEmpty();

    FrameBody.AgentChange created =
        new FrameBody.AgentChange("ada", "created", List.of("g"), "m", "p", Instant.EPOCH, 1);
    store.record(FrameDraft.system(created));
    assertThat(store.agents()).singleElement().matches(a -> !a.revoked() && a.generation() == 1);
  }
}
