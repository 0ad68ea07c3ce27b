package dev.chaperone.proxy.approval.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.approval.Held;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.approval.hold.HoldLife;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** P4 for operations that are no job: they go through once, and only after an approval. */
class CallDeskTest {
  private final SettableClock clock = new SettableClock(Held.START);
  private final InMemoryRecordings recordings = new InMemoryRecordings(clock);
  private final AtomicInteger ids = new AtomicInteger();
  private HoldBook book = open();
  private CallDesk desk = new CallDesk(book, clock);

  private HoldBook open() {
    return HoldBook.open(
        recordings.approvals(), recordings, clock, () -> "hold_" + ids.incrementAndGet());
  }

  private CallDesk.Entry ask(String body) {
    return desk.ask(
        Held.call(Held.ALICE, body, clock.instant().plus(Held.PATIENCE)), Optional.empty());
  }

  private void approve(String id) {
    book.approve(id, Held.GRACE, "fine", OptionalLong.empty());
  }

  private static Hold through(CallDesk.Entry entry) {
    return ((CallDesk.Entry.GoesThrough) entry).hold();
  }

  private static String told(CallDesk.Entry entry) {
    var error = ((CallDesk.Entry.Stays) entry).error();
    assertThat(error.status()).isEqualTo(403);
    assertThat(error.reason()).isEqualTo("accessDenied");
    return error.message();
  }

  private HoldState state(String id) {
    return book.find(id).orElseThrow().state();
  }

  @Test
  void P4_anApprovedCallGoesThroughOnceAndTheNextOneAsksAgain() {
    assertThat(told(ask("d"))).contains("hold_1");
    assertThat(told(ask("d"))).contains("hold_1");
    approve("hold_1");
    Hold hold = through(ask("d"));
    assertThat(state("hold_1")).isEqualTo(HoldState.SUBMITTING);
    assertThat(told(ask("d"))).contains("is being carried out");
    desk.finished(hold, 200, "");
    assertThat(state("hold_1")).isEqualTo(HoldState.DONE);
    assertThat(told(ask("d"))).contains("waits").doesNotContain("hold_1 ");
    assertThat(book.open()).hasSize(1);
  }

  @Test
  void P4_anotherBodyPathOrIdentityIsNotTheApprovedCall() {
    ask("d");
    approve("hold_1");
    assertThat(told(ask("e"))).contains("waits");
    assertThat(told(desk.ask(Held.call(Held.BOB, "d"), Optional.empty()))).contains("waits");
    assertThat(state("hold_1")).isEqualTo(HoldState.APPROVED);
  }

  @Test
  void P4_ofManyRepeatsAtOnceExactlyOneGoesThrough() throws Exception {
    for (int round = 0; round < 100; round++) {
      String body = "d" + round;
      String id = "hold_" + (ids.get() + 1);
      ask(body);
      approve(id);
      List<CallDesk.Entry> entries = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<CallDesk.Entry>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          asking.add(threads.submit(() -> ask(body)));
        }
        for (Future<CallDesk.Entry> one : asking) {
          entries.add(one.get());
        }
      }
      assertThat(entries.stream().filter(CallDesk.Entry.GoesThrough.class::isInstance)).hasSize(1);
      assertThat(book.open()).hasSize(1);
      desk.finished(book.find(id).orElseThrow(), 200, "");
    }
  }

  @Test
  void P4_whatWasUnderWayWhenTheGatewayStoppedIsNeverRepeatedByItself() {
    ask("d");
    approve("hold_1");
    through(ask("d"));
    book = open();
    desk = new CallDesk(book, clock);
    assertThat(told(ask("d"))).contains("is being carried out");
    book.mend();
    Hold hold = book.find("hold_1").orElseThrow();
    assertThat(hold.state()).isEqualTo(HoldState.DONE);
    assertThat(hold.step().cause()).isEqualTo("unknown");
    assertThat(HeldJobAnswers.call(hold).message()).contains("not known");
    assertThat(told(ask("d"))).contains("waits");
  }

  @Test
  void aDeniedCallIsToldTheSameForAWhileAndAsksNobodyAgain() {
    ask("d");
    book.deny("hold_1", Held.LINUS, "not on Sundays");
    assertThat(told(ask("d"))).contains("not on Sundays");
    assertThat(recordings.frames()).hasSize(2);
    clock.advance(CallDesk.SAME_ANSWER);
    assertThat(told(ask("d"))).contains("waits").contains("hold_2");
  }

  @Test
  void P4_anApprovalThatIsNotUsedInTimeIsOver() {
    ask("d");
    approve("hold_1");
    clock.advance(HoldLife.REPEATED_WITHIN);
    assertThat(told(ask("d"))).contains("hold_2");
    assertThat(state("hold_1")).isEqualTo(HoldState.EXPIRED);
    clock.advance(Duration.ofDays(2));
    book.sweep();
    assertThat(told(ask("d"))).contains("waits");
  }

  @Test
  void howItWentIsRecorded() {
    for (int status : List.of(200, 404, 503, -1)) {
      String id = "hold_" + (ids.get() + 1);
      ask("d" + status);
      approve(id);
      desk.finished(through(ask("d" + status)), status, status == 404 ? "notFound" : "");
      Hold hold = book.find(id).orElseThrow();
      assertThat(hold.step().cause())
          .isEqualTo(status == 200 ? "carried-out" : status == 404 ? "failed" : "unknown");
    }
  }
}
