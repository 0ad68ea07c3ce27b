package dev.chaperone.recordings;

import static dev.chaperone.recordings.TestFrames.ALICE;
import static dev.chaperone.recordings.TestFrames.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {
  private static final SessionId S1 = new SessionId("s-1");
  private static final SessionId S2 = new SessionId("s-2");
  private static final ExchangeId X1 = new ExchangeId("x-1");
  private static final ExchangeId X2 = new ExchangeId("x-2");
  private static final String SECRET = "select 'salary of Grace Hopper'";

  @TempDir Path data;

  private LocalRecordings open() {
    return LocalRecordings.open(StoreConfig.of(data, new TestClock()));
  }

  /** Both sessions' frames arrive while the writer forces, so they share blocks. */
  private static long record(LocalRecordings store) {
    Recorder recorder = store.recorder();
    recorder.append(TestFrames.opened(S1, ALICE));
    recorder.append(TestFrames.opened(S2, BOB));
    recorder.append(TestFrames.of(S1, X1, TestFrames.received(ALICE, "bigquery.jobs.query")));
    recorder.append(TestFrames.of(S2, X2, TestFrames.received(BOB, "bigquery.jobs.query")));
    Receipt facts = recorder.append(TestFrames.of(S1, X1, TestFrames.facts(SECRET)));
    recorder.append(TestFrames.of(S2, X2, TestFrames.facts("select 2")));
    recorder.append(TestFrames.of(S1, X1, TestFrames.head(200)));
    recorder.append(TestFrames.of(S1, X1, TestFrames.end(List.of())));
    recorder.append(TestFrames.closed(S1));
    recorder.record(TestFrames.closed(S2));
    return facts.await();
  }

  private static List<Frame> all(LocalRecordings store) throws InterruptedException {
    List<Frame> frames = new ArrayList<>();
    try (FrameFeed feed = store.feed(1)) {
      while (frames.size() < store.lastSequence()) {
        frames.addAll(feed.next(100, Duration.ofSeconds(10)));
      }
    }
    return frames;
  }

  private void check(LocalRecordings store, long erased) throws InterruptedException {
    VerificationReport report = store.verify();
    assertThat(report.faults()).isEmpty();
    assertThat(report.erased()).isEqualTo(1);
    List<Frame> frames = all(store);
    assertThat(frames)
        .filteredOn(f -> f.body().isEmpty())
        .extracting(f -> f.header().sequence())
        .containsExactly(erased);
    List<FrameHead> heads = new ArrayList<>();
    store.frameHeads(S1, 1, heads::add);
    assertThat(heads)
        .isEqualTo(
            frames.stream()
                .filter(f -> f.header().session().equals(S1))
                .map(FrameHead::of)
                .toList());
    assertThat(store.exchange(X1).orElseThrow().sql()).isEmpty();
    assertThat(store.exchange(X1).orElseThrow().state()).isEqualTo("done");
    assertThat(store.exchange(X1).orElseThrow().status()).isEqualTo(200);
    assertThat(store.exchange(X1).orElseThrow().identity()).isEqualTo(ALICE);
    assertThat(store.exchange(X2).orElseThrow().sql()).isEqualTo("select 2");
    assertThat(frames)
        .extracting(Frame::body)
        .filteredOn(b -> b.orElse(null) instanceof FrameBody.Note)
        .singleElement()
        .satisfies(
            b ->
                assertThat(((FrameBody.Note) b.orElseThrow()).values())
                    .containsEntry("sequence", Long.toString(erased))
                    .containsEntry("reason", "asked by the person"));
  }

  @Test
  void P7_onePayloadErasedFromASharedBlockLeavesAStoreThatVerifies() throws Exception {
    long erased;
    try (LocalRecordings store = open()) {
      erased = record(store);
      assertThat(store.exchange(X1).orElseThrow().sql()).isEqualTo(SECRET);
      store.erase(erased, "asked by the person");
      check(store, erased);
      store.erase(erased, "again");
      store.recorder().record(TestFrames.opened(new SessionId("s-3"), ALICE));
      check(store, erased);
    }
    try (LocalRecordings store = open()) {
      check(store, erased);
      store.rebuild();
      check(store, erased);
    }
  }

  @Test
  void nothingOfTheErasedPayloadIsLeftInAnyFile() throws Exception {
    try (LocalRecordings store = open()) {
      long sequence = record(store);
      assertThat(store.exchange(X1).orElseThrow().sql()).isEqualTo(SECRET);
      store.erase(sequence, "asked by the person");
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("Grace Hopper");
      }
    }
    try (LocalRecordings store = open()) {
      assertThat(store.exchange(X1).orElseThrow().sql()).isEmpty();
    }
  }

  @Test
  void whatHoldsTheStoreTogetherCannotBeErased() {
    try (LocalRecordings store = open()) {
      long erased = record(store);
      store.erase(erased, "asked by the person");
      long tombstone = store.lastSequence();
      assertThatThrownBy(() -> store.erase(tombstone, "hide it"))
          .isInstanceOf(IllegalArgumentException.class);
      store
          .recorder()
          .record(
              FrameDraft.system(
                  new FrameBody.Note(FrameType.RETENTION, Map.of("sequence", "not a number"))));
      assertThat(store.verify().faults()).isEmpty();
      assertThatThrownBy(() -> store.erase(1_000, "nothing there"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no frame 1000");
    }
  }
}
