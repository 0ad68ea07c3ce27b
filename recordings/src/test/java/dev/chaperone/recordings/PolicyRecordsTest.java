package dev.chaperone.recordings;

import static dev.chaperone.recordings.TestFrames.ALICE;
import static dev.chaperone.recordings.TestFrames.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.recordings.frame.BudgetChange;
import dev.chaperone.recordings.frame.BudgetShare;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What policies look back on, over the real store. */
class PolicyRecordsTest {
  private static final SessionId S = new SessionId("s-1");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path data;
  private final TestClock clock = new TestClock();

  private LocalRecordings open() {
    return LocalRecordings.open(StoreConfig.of(data, clock));
  }

  private static BudgetShare share(String budget, long bytes) {
    return new BudgetShare(budget, "alice's agent", DAY, bytes, -1, 7);
  }

  private long change(LocalRecordings store, String id, String change, BudgetShare... shares) {
    return store
        .recorder()
        .record(
            FrameDraft.system(
                new BudgetChange(id, change, List.of(shares), clock.instant()).note()));
  }

  private List<BudgetSpent> spent(LocalRecordings store, Instant since) {
    List<BudgetSpent> found = new ArrayList<>();
    store.policyRecords().spent(clock.instant(), since, found::add);
    return found;
  }

  private static List<VerdictCount> verdicts(LocalRecordings store, Instant since) {
    List<VerdictCount> found = new ArrayList<>();
    store.policyRecords().verdicts(since, found::add);
    return found;
  }

  @Test
  void whatWasReservedIsOpenUntilItIsSettledOrReleasedAlsoAfterARestartAndARebuild() {
    try (LocalRecordings store = open()) {
      change(store, "exc_1", BudgetChange.RESERVED, share("daily", 10), share("weekly", 11));
      change(store, "exc_2", BudgetChange.RESERVED, share("daily", 20));
      change(store, "exc_3", BudgetChange.RESERVED, share("daily", 30));
      change(store, "exc_2", BudgetChange.SETTLED, share("daily", 19));
      change(store, "exc_3", BudgetChange.RELEASED);
    }
    try (LocalRecordings store = open()) {
      for (int round = 0; round < 2; round++) {
        assertThat(store.policyRecords().reserved())
            .singleElement()
            .satisfies(
                open -> {
                  assertThat(open.id()).isEqualTo("exc_1");
                  assertThat(open.shares())
                      .containsExactly(share("daily", 10), share("weekly", 11));
                });
        assertThat(spent(store, clock.instant()))
            .extracting(BudgetSpent::share)
            .containsExactly(share("daily", 19));
        store.rebuild();
      }
    }
  }

  @Test
  void aThousandRequestsOfAMinuteAreOneRowAndNoneIsLost() {
    try (LocalRecordings store = open()) {
      List<Receipt> receipts = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        receipts.add(
            store
                .recorder()
                .append(
                    FrameDraft.system(
                        new BudgetChange(
                                "exc_" + i,
                                BudgetChange.SETTLED,
                                List.of(share("daily", 3)),
                                clock.instant().plusMillis(i))
                            .note())));
      }
      receipts.forEach(Receipt::await);

      assertThat(spent(store, clock.instant()))
          .singleElement()
          .satisfies(
              sum -> {
                assertThat(sum.share().bytes()).isEqualTo(3_000);
                assertThat(sum.share().rows()).isEqualTo(-1);
                assertThat(sum.share().sensitiveValues()).isEqualTo(7_000);
                assertThat(sum.last()).isEqualTo(clock.instant().plusMillis(999));
              });
    }
  }

  @Test
  void whatIsOutsideItsWindowIsReadOnlyIfALongerOneAsks() {
    try (LocalRecordings store = open()) {
      change(store, "exc_1", BudgetChange.SETTLED, share("daily", 5));
      clock.advance(DAY.plusMinutes(1));
      change(store, "exc_2", BudgetChange.SETTLED, share("daily", 6));

      assertThat(spent(store, clock.instant().minus(DAY)))
          .extracting(s -> s.share().bytes())
          .containsExactly(6L);
      assertThat(spent(store, clock.instant().minus(Duration.ofDays(7))))
          .extracting(s -> s.share().bytes())
          .containsExactly(5L, 6L);
    }
  }

  @Test
  void amountsStayAtTheLargestNumberThereIs() {
    try (LocalRecordings store = open()) {
      change(store, "exc_1", BudgetChange.SETTLED, share("daily", Long.MAX_VALUE));
      change(store, "exc_2", BudgetChange.SETTLED, share("daily", Long.MAX_VALUE));

      assertThat(spent(store, clock.instant()))
          .extracting(s -> s.share().bytes())
          .containsExactly(Long.MAX_VALUE);
    }
  }

  @Test
  void aBudgetFrameIsNeverErased() {
    try (LocalRecordings store = open()) {
      long frame = change(store, "exc_1", BudgetChange.RESERVED, share("daily", 5));

      assertThatThrownBy(() -> store.erase(frame, "asked"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("budget");
    }
  }

  @Test
  void whatThisVersionDoesNotUnderstandChangesNothing() {
    try (LocalRecordings store = open()) {
      store
          .recorder()
          .record(
              FrameDraft.system(
                  new FrameBody.Note(
                      dev.chaperone.recordings.frame.FrameType.BUDGET,
                      Map.of("id", "exc_1", "change", "reserved", "shares", "many"))));

      assertThat(store.policyRecords().reserved()).isEmpty();
    }
  }

  @Test
  void verdictsAreCountedByAgentAndOutcomeAsTheyWereFirstDecided() {
    try (LocalRecordings store = open()) {
      store.recorder().record(TestFrames.opened(S, ALICE));
      decided(store, "x-0", ALICE, "deny");
      clock.advance(Duration.ofHours(2));
      Instant since = clock.instant();
      decided(store, "x-1", ALICE, "allow");
      decided(store, "x-2", ALICE, "allow");
      decided(store, "x-3", ALICE, "hold", "allow");
      decided(store, "x-4", BOB, "deny");
      store
          .recorder()
          .record(TestFrames.of(S, new ExchangeId("x-5"), TestFrames.received(BOB, "jobs.query")));
      store.recorder().record(TestFrames.of(S, new ExchangeId("x-5"), TestFrames.allowed()));

      assertThat(verdicts(store, since))
          .extracting(v -> v.agent().agent() + " " + v.outcome() + " " + v.count())
          .containsExactlyInAnyOrder(
              ALICE.agent() + " allow 2", ALICE.agent() + " hold 1", BOB.agent() + " deny 1");
    }
  }

  private static void decided(
      LocalRecordings store, String exchange, Identity agent, String... outcomes) {
    ExchangeId id = new ExchangeId(exchange);
    store.recorder().record(TestFrames.of(S, id, TestFrames.received(agent, "jobs.query")));
    for (String outcome : outcomes) {
      store
          .recorder()
          .record(TestFrames.of(S, id, new FrameBody.Decision(outcome, "enforce", "r", "", false)));
    }
  }
}
