package dev.chaperone.proxy.approval.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.approval.Held;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.approval.hold.HoldCommand;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.hold.Opened;
import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.recordings.frame.HeldRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeldJobDeskTest {
  private final SettableClock clock = new SettableClock(Held.START);
  private final InMemoryRecordings recordings = new InMemoryRecordings(clock);
  private final AtomicInteger ids = new AtomicInteger();
  private final HoldBook book =
      HoldBook.open(
          recordings.approvals(), recordings, clock, () -> "hold_" + ids.incrementAndGet());

  /** Time stands still for whoever waits: only a decision ends the wait. */
  private final HeldJobDesk patient = new HeldJobDesk(book, () -> 0);

  private Hold hold(String job) {
    return ((Opened.New) book.open(Held.query(job), Optional.empty())).hold();
  }

  private void run(String id) {
    book.approve(id, Held.GRACE, "fine", OptionalLong.empty());
    book.command(id, new HoldCommand.Submit());
    book.command(id, new HoldCommand.Finish("submitted", "", ""));
  }

  @Test
  void aRequestWaitsAtMostTenSecondsFromItsArrival() {
    long second = 1_000_000_000L;
    assertThat(LongPoll.left(-1, 0, 0)).isEqualTo(Duration.ofSeconds(10));
    assertThat(LongPoll.left(600_000, 0, 0)).isEqualTo(Duration.ofSeconds(10));
    assertThat(LongPoll.left(-1, 5 * second, 9 * second)).isEqualTo(Duration.ofSeconds(6));
    assertThat(LongPoll.left(2_000, 5 * second, 6 * second)).isEqualTo(Duration.ofSeconds(1));
    assertThat(LongPoll.left(0, 0, 0)).isZero();
    assertThat(LongPoll.left(-1, 0, 11 * second)).isZero();
  }

  @Test
  void whoeverIsOutOfTimeIsToldThatItIsPending() throws Exception {
    Hold hold = hold("job_1");
    assertThat(patient.results(hold, 0, 0))
        .isEqualTo(new Reply.Json(HeldJobAnswers.resultsPending(hold)));
    assertThat(patient.queried(new Opened.New(hold), 0, 0))
        .isEqualTo(new Reply.Json(HeldJobAnswers.queryPending(hold)));
    HeldJobDesk late = new HeldJobDesk(book, () -> Duration.ofSeconds(10).toNanos());
    assertThat(late.results(hold, 60_000, 0)).isInstanceOf(Reply.Json.class);
  }

  @Test
  @Timeout(8)
  void aThousandWaitersAreWokenByTheDecisionAndHoldNoPlatformThread() throws Exception {
    Hold hold = hold("job_1");
    CountDownLatch arrived = new CountDownLatch(1_000);
    List<Future<Reply>> waiting = new ArrayList<>();
    // Two carriers at most: if waiting held a thread, the third would not arrive.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        waiting.add(
            threads.submit(
                () -> {
                  arrived.countDown();
                  return patient.results(hold, -1, 0);
                }));
      }
      arrived.await();
      run(hold.id());
      for (Future<Reply> one : waiting) {
        assertThat(one.get()).isInstanceOf(Reply.Upstream.class);
      }
    }
  }

  @Test
  @Timeout(8)
  void aDenialEndsTheWaitWithItsReason() throws Exception {
    Hold hold = hold("job_1");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> results = threads.submit(() -> patient.results(hold, -1, 0));
      Future<Reply> query = threads.submit(() -> patient.queried(new Opened.New(hold), -1, 0));
      book.deny(hold.id(), Held.GRACE, "too much");
      for (Future<Reply> one : List.of(results, query)) {
        assertThat(one.get())
            .isInstanceOfSatisfying(
                Reply.Error.class, e -> assertThat(e.error().message()).contains("too much"));
      }
    }
    assertThat(HeldJobDesk.get(book.find(hold.id()).orElseThrow()))
        .isInstanceOfSatisfying(
            Reply.Json.class,
            json ->
                assertThat(json.body().path("status").path("state").asText()).isEqualTo("DONE"));
  }

  @Test
  @Timeout(8)
  void whoWaitsForAHoldThatIsReplacedWaitsForTheOneThatTookItsPlace() throws Exception {
    Hold hold = hold("job_1");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> waiting = threads.submit(() -> patient.results(hold, -1, 0));
      Hold fresh =
          book.replace(
                  Held.GRACE,
                  HoldCommand.Replace.BY_EDIT,
                  Held.replacing(hold.request(), hold.id(), ""),
                  "a filter")
              .hold();
      assertThat(patient.results(hold, 0, 0))
          .isEqualTo(new Reply.Json(HeldJobAnswers.resultsPending(fresh)));
      book.deny(fresh.id(), Held.GRACE, "not that either");
      assertThat(((Reply.Error) waiting.get()).error().message()).contains("not that either");
    }
    assertThat(patient.listed(Held.ALICE, "demo")).hasSize(1);
  }

  @Test
  void cancelWithdrawsWhatHasNotBegun() throws Exception {
    Hold hold = hold("job_1");
    Reply reply = patient.cancel(hold, Held.ALICE, 0);
    assertThat(((Reply.Json) reply).body().path("kind").asText())
        .isEqualTo("bigquery#jobCancelResponse");
    Hold now = book.find(hold.id()).orElseThrow();
    assertThat(now.state()).isEqualTo(HoldState.WITHDRAWN);
    assertThat(now.step().by().identity()).isEqualTo(Held.ALICE.agent());
    assertThat(patient.cancel(now, Held.ALICE, 0)).isEqualTo(reply);
  }

  @Test
  @Timeout(8)
  void cancelOfWhatIsBeingSubmittedGoesUpstreamOnceItIsThere() throws Exception {
    Hold hold = hold("job_1");
    book.approve(hold.id(), Held.GRACE, "", OptionalLong.empty());
    book.command(hold.id(), new HoldCommand.Submit());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> cancelling = threads.submit(() -> patient.cancel(hold, Held.ALICE, 0));
      book.command(hold.id(), new HoldCommand.Finish("submitted", "", ""));
      assertThat(cancelling.get()).isInstanceOf(Reply.Upstream.class);
    }
  }

  @Test
  void cancelFollowsAReplacedHold() throws Exception {
    Hold hold = hold("job_1");
    Hold fresh =
        book.replace(
                Held.GRACE,
                HoldCommand.Replace.BY_EDIT,
                Held.replacing(hold.request(), hold.id(), ""),
                "")
            .hold();
    patient.cancel(hold, Held.ALICE, 0);
    assertThat(book.find(fresh.id()).orElseThrow().state()).isEqualTo(HoldState.WITHDRAWN);
  }

  @Test
  void insertAnswersAPendingJobAndARepeatedIdWithAClash() {
    Opened opened = book.open(Held.query("job_1"), Optional.empty());
    assertThat(HeldJobDesk.inserted(opened))
        .isInstanceOfSatisfying(
            Reply.Json.class,
            j -> assertThat(j.body().path("status").path("state").asText()).isEqualTo("PENDING"));
    assertThat(HeldJobDesk.inserted(book.open(Held.query("job_1"), Optional.empty())))
        .isInstanceOfSatisfying(
            Reply.Error.class,
            e -> {
              assertThat(e.error().status()).isEqualTo(409);
              assertThat(e.error().reason()).isEqualTo("duplicate");
            });
    assertThat(HeldJobDesk.inserted(new Opened.TooMany(20)))
        .isInstanceOfSatisfying(
            Reply.Error.class, e -> assertThat(e.error().status()).isEqualTo(403));
  }

  @Test
  void aQueryWhoseJobUpstreamHasIsAnsweredWithItsReference() throws Exception {
    HeldRequest request = Held.query(Held.ALICE, "job_1", "key", 1);
    Hold hold = ((Opened.New) book.open(request, Optional.empty())).hold();
    run(hold.id());
    Opened again = book.open(Held.query(Held.ALICE, "job_2", "key", 1), Optional.empty());
    assertThat(patient.queried(again, -1, 0))
        .isInstanceOfSatisfying(
            Reply.Json.class,
            j -> {
              assertThat(j.body().path("jobReference").path("jobId").asText()).isEqualTo("job_1");
              assertThat(j.body().path("jobComplete").asBoolean(true)).isFalse();
            });
    assertThat(HeldJobDesk.get(book.find(hold.id()).orElseThrow()))
        .isInstanceOf(Reply.Upstream.class);
  }

  @Test
  void everyMethodAboutOneJobIsAnswered() throws Exception {
    Hold hold = hold("job_1");
    for (String method : List.of("get", "getQueryResults", "cancel")) {
      assertThat(patient.about("bigquery.jobs." + method, hold, Held.ALICE, 0, 0))
          .isInstanceOf(Reply.Json.class);
    }
    assertThat(patient.about("bigquery.jobs.delete", hold, Held.ALICE, 0, 0))
        .isInstanceOfSatisfying(
            Reply.Error.class, e -> assertThat(e.error().status()).isEqualTo(400));
    assertThatThrownBy(() -> patient.about("bigquery.jobs.list", hold, Held.ALICE, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theListHasTheCallersOwnHoldsThatUpstreamDoesNotHave() {
    hold("job_1");
    run(hold("job_2").id());
    book.deny(hold("job_3").id(), Held.GRACE, "");
    book.open(Held.query(Held.BOB, "bobs", "", 1), Optional.empty());
    book.open(Held.call(Held.ALICE, "d"), Optional.empty());
    assertThat(patient.listed(Held.ALICE, "demo"))
        .extracting(e -> e.path("jobReference").path("jobId").asText())
        .containsExactlyInAnyOrder("job_3", "job_1");
    assertThat(patient.listed(Held.ALICE, "other")).isEmpty();
  }
}
