package dev.chaperone.proxy.approval.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.approval.Held;
import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.RecordingException.Code;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HoldBookTest {
  private final SettableClock clock = new SettableClock(Held.START);
  private final InMemoryRecordings recordings = new InMemoryRecordings(clock);
  private final AtomicInteger ids = new AtomicInteger();
  private HoldBook book = open();

  private HoldBook open() {
    return HoldBook.open(
        recordings.approvals(), recordings, clock, () -> "hold_" + ids.incrementAndGet());
  }

  private Hold hold(HeldRequest request) {
    return ((Opened.New) book.open(request, Optional.empty())).hold();
  }

  private Verdict approve(String id) {
    return book.approve(id, Held.GRACE, "fine", OptionalLong.empty());
  }

  private HoldState state(String id) {
    return book.find(id).orElseThrow().state();
  }

  private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> task : tasks) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    }
  }

  @Test
  void ofTwoDecisionsAtOnceOneWinsAndTheOtherLearnsWhoDidWhat() throws Exception {
    for (int round = 0; round < 200; round++) {
      String id = hold(Held.query("job_" + round)).id();
      List<Verdict> verdicts =
          together(List.of(() -> approve(id), () -> book.deny(id, Held.LINUS, "too much")));
      List<Verdict> won = verdicts.stream().filter(Verdict.Applied.class::isInstance).toList();
      HoldState state = state(id);
      if (won.size() == 2) {
        // The approval was first and nothing had begun: taking it back is a decision, too.
        assertThat(verdicts.getFirst().hold().state()).isEqualTo(HoldState.APPROVED);
        assertThat(state).isEqualTo(HoldState.DENIED);
      } else {
        assertThat(won).containsExactly(verdicts.get(1));
        assertThat(state).isEqualTo(HoldState.DENIED);
        assertThat(((Verdict.Refused) verdicts.getFirst()).told()).contains("denied by linus");
      }
      int number = round;
      String other = hold(Held.query("other_" + number)).id();
      List<Verdict> same = together(List.of(() -> approve(other), () -> approve(other)));
      assertThat(same.stream().filter(Verdict.Applied.class::isInstance)).hasSize(1);
      assertThat(same.stream().filter(Verdict.Already.class::isInstance)).hasSize(1);
      book.deny(other, Held.GRACE, "");
    }
  }

  @Test
  void P4_aStepCountsOnlyOnceItIsDurable() throws Exception {
    String id = hold(Held.query("job_1")).id();
    recordings.holdReceipts();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Verdict> deciding = threads.submit(() -> approve(id));
      recordings.awaitHeld(FrameBody.Hold.class);
      assertThat(state(id)).isEqualTo(HoldState.PENDING);
      assertThat(book.awaitBeyond(book.find(id).orElseThrow(), Duration.ZERO).state())
          .isEqualTo(HoldState.PENDING);
      recordings.recover();
      assertThat(deciding.get()).isInstanceOf(Verdict.Applied.class);
      assertThat(state(id)).isEqualTo(HoldState.APPROVED);
    }
  }

  @Test
  void P4_aStepThatCannotBeRecordedIsNotTaken() {
    String id = hold(Held.query("job_1")).id();
    recordings.failReceipts(Code.STORE_FAILED);
    assertThatThrownBy(() -> approve(id)).isInstanceOf(RecordingException.class);
    assertThat(state(id)).isEqualTo(HoldState.PENDING);
    assertThatThrownBy(() -> book.open(Held.query("job_2"), Optional.empty()))
        .isInstanceOf(RecordingException.class);
    recordings.recover();
    assertThat(book.ofJob(new JobKey("demo", "EU", "job_2"))).isEmpty();
    assertThat(book.deny(id, Held.LINUS, "no")).isInstanceOf(Verdict.Applied.class);
    assertThat(book.open(Held.query("job_2"), Optional.empty())).isInstanceOf(Opened.New.class);
  }

  @Test
  void theSameRequestIdFindsTheSameHoldOfItsOwnIdentityOnly() throws Exception {
    HeldRequest first = Held.query(Held.ALICE, "job_1", "key", Held.GIB);
    List<Opened> opened =
        together(
            java.util.stream.IntStream.range(0, 16)
                .<Callable<Opened>>mapToObj(
                    i ->
                        () ->
                            book.open(
                                Held.query(Held.ALICE, "minted_" + i, "key", Held.GIB),
                                Optional.empty()))
                .toList());
    assertThat(opened.stream().filter(Opened.New.class::isInstance)).hasSize(1);
    assertThat(opened.stream().filter(Opened.Repeated.class::isInstance)).hasSize(15);
    assertThat(book.all()).hasSize(1);
    assertThat(book.open(first, Optional.empty())).isInstanceOf(Opened.Repeated.class);
    assertThat(book.open(Held.query(Held.BOB, "job_2", "key", Held.GIB), Optional.empty()))
        .isInstanceOf(Opened.New.class);
    // Also when it is over, and after a restart.
    String id = book.all().getFirst().id();
    book.deny(id, Held.LINUS, "no");
    book = open();
    assertThat(book.open(first, Optional.empty()))
        .isEqualTo(new Opened.Repeated(book.find(id).orElseThrow()));
  }

  @Test
  void aJobIdThatIsTakenIsAClashWhoeverHasIt() {
    Hold first = hold(Held.query("job_1"));
    assertThat(book.open(Held.query("job_1"), Optional.empty()))
        .isEqualTo(new Opened.JobExists(first));
    assertThat(book.open(Held.query(Held.BOB, "job_1", "", 1), Optional.empty()))
        .isEqualTo(new Opened.JobExists(first));
    assertThat(book.ofJob(new JobKey("demo", "", "job_1"))).contains(first);
    assertThat(book.ofJob(new JobKey("demo", "US", "job_1"))).isEmpty();
    assertThat(book.ofJob(new JobKey("other", "EU", "job_1"))).isEmpty();
  }

  @Test
  void anIdentityHasTwentyPendingHoldsAndNoMore() {
    for (int i = 0; i < HoldBook.PENDING_LIMIT; i++) {
      hold(Held.query("job_" + i));
    }
    assertThat(book.open(Held.query("one_more"), Optional.empty()))
        .isEqualTo(new Opened.TooMany(20));
    assertThat(book.open(Held.query(Held.BOB, "bobs", "", 1), Optional.empty()))
        .isInstanceOf(Opened.New.class);
    book = open();
    assertThat(book.open(Held.query("one_more"), Optional.empty()))
        .isEqualTo(new Opened.TooMany(20));
    approve("hold_1");
    assertThat(book.open(Held.query("one_more"), Optional.empty())).isInstanceOf(Opened.New.class);
  }

  @Test
  void theBookIsTheSameAfterARestart() {
    hold(Held.query("job_1"));
    approve(hold(Held.query("job_2")).id());
    book.deny(hold(Held.query("job_3")).id(), Held.LINUS, "no");
    book.command(approve(hold(Held.query("job_4")).id()).hold().id(), new HoldCommand.Submit());
    Hold replaced = hold(Held.query("job_5"));
    book.replace(
        Held.GRACE,
        HoldCommand.Replace.BY_EDIT,
        Held.replacing(replaced.request(), replaced.id(), ""),
        "a filter");
    List<Hold> before = book.all();
    book = open();
    assertThat(book.all()).isEqualTo(before).hasSize(6);
    assertThat(book.ofJob(new JobKey("demo", "EU", "job_5")).orElseThrow().request().replaces())
        .isEqualTo(replaced.id());
  }

  @Test
  void P4_aDeadlineIsKeptAcrossARestartAndRecordedAsExpired() {
    String id = hold(Held.query("job_1")).id();
    book = open();
    clock.advance(Held.PATIENCE.minusMillis(1));
    book.sweep();
    assertThat(state(id)).isEqualTo(HoldState.PENDING);
    clock.advance(Duration.ofMillis(1));
    book.sweep();
    assertThat(state(id)).isEqualTo(HoldState.EXPIRED);
    FrameBody.Hold last = recordings.bodies(FrameBody.Hold.class).getLast();
    assertThat(last.state()).isEqualTo("EXPIRED");
    assertThat(last.step().by()).isEqualTo(Decider.gateway());
    assertThat(((Verdict.Refused) approve(id)).told()).contains("expired");
  }

  @Test
  void P4_whoDecidesAfterTheDeadlineIsRefusedEvenBeforeTheSweep() {
    String id = hold(Held.query("job_1")).id();
    clock.advance(Held.PATIENCE);
    assertThat(approve(id))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, v -> assertThat(v.told()).contains("expired"));
    assertThat(state(id)).isEqualTo(HoldState.EXPIRED);
  }

  @Test
  void theDeciderAndTheExchangeAreRecorded() {
    ExchangeId exchange = new ExchangeId("exchange-1");
    String id = ((Opened.New) book.open(Held.query("job_1"), Optional.of(exchange))).hold().id();
    book.deny(id, Held.LINUS, "no");
    List<Frame> frames = recordings.frames();
    assertThat(frames.getFirst().header().exchange()).contains(exchange);
    assertThat(frames.getFirst().header().session()).isEqualTo(Held.SESSION);
    assertThat(frames.getFirst().header().job().orElseThrow().jobId()).isEqualTo("job_1");
    FrameBody.Hold denied = (FrameBody.Hold) frames.getLast().body().orElseThrow();
    assertThat(denied.step().by()).isEqualTo(Held.LINUS);
    assertThat(denied.step().owner()).contains(Held.ALICE);
  }

  @Test
  void stepsAfterTheAgentsSessionEndedAreRecordedInTheSystemSession() {
    HoldBook other =
        HoldBook.open(
            recordings.approvals(),
            draft -> {
              if (!draft.session().equals(SessionId.SYSTEM)) {
                throw new RecordingException(Code.CLOSED, "Session is closed");
              }
              return recordings.append(draft);
            },
            clock,
            () -> "hold_x");
    other.open(Held.query("job_1"), Optional.empty());
    assertThat(other.deny("hold_x", Held.LINUS, "no")).isInstanceOf(Verdict.Applied.class);
    assertThat(recordings.frames())
        .extracting(frame -> frame.header().session())
        .containsOnly(SessionId.SYSTEM);
  }

  @Test
  void P4_aReplacementThatNeverTookItsPlaceIsTakenBackAtTheNextStart() {
    Hold original = hold(Held.query("job_1"));
    recordings.failReceipts(
        Code.STORE_FAILED,
        body ->
            body instanceof FrameBody.Hold h
                && (h.state().equals("EDITED") || h.state().equals("WITHDRAWN")));
    assertThatThrownBy(
            () ->
                book.replace(
                    Held.GRACE,
                    HoldCommand.Replace.BY_EDIT,
                    Held.replacing(original.request(), original.id(), ""),
                    ""))
        .isInstanceOf(RecordingException.class);
    assertThat(book.open()).extracting(Hold::id).containsExactly("hold_1");
    recordings.recover();
    book = open();
    assertThat(book.open()).extracting(Hold::id).containsExactly("hold_1");
    assertThatThrownBy(() -> approve("hold_2")).isInstanceOf(UnknownHoldException.class);
    book.mend();
    book.mend();
    assertThat(recordings.bodies(FrameBody.Hold.class).getLast())
        .satisfies(
            last -> {
              assertThat(last.holdId()).isEqualTo("hold_2");
              assertThat(last.state()).isEqualTo("WITHDRAWN");
            });
    assertThat(approve("hold_1")).isInstanceOf(Verdict.Applied.class);
  }

  @Test
  void P4_aHoldThatLostAStepToDamageCannotBeDecidedAnyMore() {
    Hold hold = hold(Held.query("job_1"));
    book.deny(hold.id(), Held.LINUS, "no");
    List<Frame> damaged =
        recordings.frames().stream()
            .map(f -> f.header().sequence() == 2 ? new Frame(f.header(), Optional.empty()) : f)
            .toList();
    HoldBook other = HoldBook.open(new Damaged(damaged), recordings, clock, () -> "hold_x");
    assertThat(other.open()).isEmpty();
    assertThatThrownBy(() -> other.approve(hold.id(), Held.GRACE, "", OptionalLong.empty()))
        .isInstanceOf(UnknownHoldException.class);
    other.mend();
    assertThat(recordings.bodies(FrameBody.Hold.class).getLast().detail()).contains("damaged");
  }

  /** The database knows whose frames they are, whatever became of their payloads. */
  private record Damaged(List<Frame> frames) implements ApprovalRecords {
    @Override
    public List<HoldSummary> holds(int limit) {
      return List.of();
    }

    @Override
    public List<GrantSummary> grants(int limit) {
      return List.of();
    }

    @Override
    public Optional<HoldSummary> holdOfJob(JobKey job) {
      return Optional.empty();
    }

    @Override
    public void approvalFrames(Instant since, Consumer<Frame> consumer) {
      frames.forEach(consumer);
    }

    @Override
    public void framesOf(String id, Consumer<Frame> consumer) {
      frames.forEach(consumer);
    }
  }

  @Test
  void aSessionStaysOpenWhileOneOfItsRequestsWaits() {
    String id = hold(Held.query("job_1")).id();
    assertThat(book.keepsOpen(Held.SESSION)).isTrue();
    assertThat(book.keepsOpen(new SessionId("another"))).isFalse();
    book.deny(id, Held.LINUS, "no");
    assertThat(book.keepsOpen(Held.SESSION)).isFalse();
  }

  @Test
  void whatIsLongOverIsForgottenAndWhatIsOpenNever() {
    String over = hold(Held.query("job_1")).id();
    book.deny(over, Held.LINUS, "no");
    String running = hold(Held.query("job_2")).id();
    approve(running);
    book.command(running, new HoldCommand.Submit());
    clock.advance(HoldBook.REMEMBERED.plusSeconds(1));
    book.sweep();
    assertThat(book.find(over)).isEmpty();
    assertThat(state(running)).isEqualTo(HoldState.SUBMITTING);
  }

  @Test
  void manyLargeDeniedRequestsDoNotFillTheMemory() {
    String large = "x".repeat(1 << 20);
    for (int i = 0; i < 200; i++) {
      HeldRequest r = Held.query("job_" + i);
      String id =
          hold(Held.job(
                  Held.ALICE,
                  r.job().orElseThrow(),
                  "",
                  Held.json("{\"configuration\":{\"query\":{\"query\":\"" + large + "\"}}}"),
                  1,
                  Held.START.plus(Held.PATIENCE)))
              .id();
      book.deny(id, Held.LINUS, "no");
    }
    assertThat(book.all()).hasSizeLessThan(70);
  }
}
