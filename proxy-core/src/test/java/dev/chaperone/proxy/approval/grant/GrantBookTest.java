package dev.chaperone.proxy.approval.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.approval.Held;
import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.GrantChange;
import dev.chaperone.recordings.frame.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GrantBookTest {
  private static final Set<String> TABLES = Set.of("demo.shop.orders", "demo.shop.customers");

  private final SettableClock clock = new SettableClock(Held.START);
  private final InMemoryRecordings recordings = new InMemoryRecordings(clock);
  private final AtomicInteger ids = new AtomicInteger();
  private GrantBook book = open();

  private GrantBook open() {
    return GrantBook.open(
        recordings.approvals(), recordings, clock, () -> "grant_" + ids.incrementAndGet());
  }

  private Grant make(long count) {
    return book.make(
        new GrantTerms(
            Held.ALICE,
            "shape-1",
            TABLES,
            Held.GIB,
            count,
            Held.START.plus(Duration.ofDays(1)),
            "hold_1"),
        Held.GRACE,
        "nightly report");
  }

  private static GrantAsk ask(Identity owner, String shape, Set<String> tables, long bytes) {
    return new GrantAsk(
        owner,
        shape,
        Optional.of(tables),
        bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes));
  }

  private static GrantAsk good() {
    return ask(Held.ALICE, "shape-1", Set.of("demo.shop.orders"), 5);
  }

  private Optional<Grant> use(GrantAsk ask) {
    return book.use(ask, Held.SESSION, Optional.empty());
  }

  @Test
  void aGrantCoversItsOwnIdentityShapeTablesAndBytesAndNothingElse() {
    make(100);
    assertThat(use(good())).isPresent();
    assertThat(use(ask(Held.ALICE, "shape-1", TABLES, Held.GIB))).isPresent();
    assertThat(use(ask(Held.BOB, "shape-1", TABLES, 5))).isEmpty();
    assertThat(use(ask(Held.ALICE, "shape-2", TABLES, 5))).isEmpty();
    assertThat(use(ask(Held.ALICE, "shape-1", Set.of("demo.hr.pay"), 5))).isEmpty();
    assertThat(use(ask(Held.ALICE, "shape-1", TABLES, Held.GIB + 1))).isEmpty();
    clock.advance(Duration.ofDays(1));
    assertThat(use(good())).isEmpty();
  }

  @Test
  void P3_whatIsNotKnownIsNotCovered() {
    make(100);
    assertThat(use(ask(Held.ALICE, "", TABLES, 5))).isEmpty();
    assertThat(use(ask(Held.ALICE, "shape-1", TABLES, -1))).isEmpty();
    assertThat(use(new GrantAsk(Held.ALICE, "shape-1", Optional.empty(), OptionalLong.of(5))))
        .isEmpty();
  }

  @Test
  void termsThatMakeNoGrantAreRefused() {
    assertThatThrownBy(() -> make(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                book.make(
                    new GrantTerms(Held.ALICE, "", TABLES, 1, 1, Held.START.plusSeconds(9), ""),
                    Held.GRACE,
                    ""))
        .hasMessageContaining("not understood");
    assertThatThrownBy(
            () ->
                book.make(
                    new GrantTerms(Held.ALICE, "s", TABLES, 1, 1, Held.START, ""), Held.GRACE, ""))
        .hasMessageContaining("future");
    assertThat(recordings.frames()).isEmpty();
  }

  @Test
  void threeUsesAreThreeUsesHoweverManyAskAtOnceAndAfterRestarts() throws Exception {
    make(3);
    int used = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Grant>>> asking = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        asking.add(threads.submit(() -> use(good())));
      }
      for (Future<Optional<Grant>> one : asking) {
        used += one.get().isPresent() ? 1 : 0;
      }
      book = open();
      asking.clear();
      for (int i = 0; i < 20; i++) {
        asking.add(threads.submit(() -> use(good())));
      }
      for (Future<Optional<Grant>> one : asking) {
        used += one.get().isPresent() ? 1 : 0;
      }
    }
    assertThat(used).isEqualTo(3);
    book = open();
    assertThat(use(good())).isEmpty();
    assertThat(book.all().getFirst().left()).isZero();
    assertThat(
            recordings.bodies(FrameBody.Note.class).stream()
                .flatMap(note -> GrantChange.of(note).stream())
                .map(GrantChange::change))
        .containsExactly("made", "used", "used", "used");
  }

  @Test
  void P4_aUseThatCannotBeRecordedIsNone() {
    make(1);
    recordings.failReceipts(RecordingException.Code.STORE_FULL);
    assertThatThrownBy(() -> use(good())).isInstanceOf(RecordingException.class);
    recordings.recover();
    assertThat(book.all().getFirst().left()).isEqualTo(1);
  }

  @Test
  void aRevokedGrantCoversNothingAndStaysListed() {
    String id = make(5).id();
    assertThat(book.revoke(id, Held.LINUS, "no more")).map(Grant::revoked).contains(true);
    assertThat(book.revoke(id, Held.GRACE, "again")).map(Grant::revoked).contains(true);
    assertThat(book.revoke("grant_9", Held.GRACE, "")).isEmpty();
    assertThat(use(good())).isEmpty();
    book = open();
    assertThat(use(good())).isEmpty();
    assertThat(book.all()).singleElement().extracting(Grant::revoked).isEqualTo(true);
    assertThat(recordings.bodies(FrameBody.Note.class)).hasSize(2);
  }
}
