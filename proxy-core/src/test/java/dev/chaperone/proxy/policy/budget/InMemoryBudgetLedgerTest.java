package dev.chaperone.proxy.policy.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.budget.BudgetLedger.Mode;
import dev.chaperone.proxy.policy.model.Budget;
import dev.chaperone.proxy.policy.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InMemoryBudgetLedgerTest {
  private final MovableClock clock = new MovableClock();
  private final BudgetLedger ledger = new InMemoryBudgetLedger(clock);
  private final Budget holding = budget("holding", Verdict.HOLD);
  private final Budget denying = budget("denying", Verdict.DENY);

  @Test
  void aShareIsReservedSettledAndFreeAgainAfterItsWindow() {
    assertThat(reserve("a", holding, 60)).isEmpty();
    assertThat(used(holding)).isEqualTo(60);
    assertThat(reserve("b", holding, 50))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.used()).isEqualTo(60);
              assertThat(e.limit()).isEqualTo(100);
            });

    ledger.settle("a", Amounts.of(Measure.ROWS, 20));
    assertThat(used(holding)).isEqualTo(20);
    assertThat(reserve("b", holding, 80)).isEmpty();

    ledger.release("b");
    assertThat(used(holding)).isEqualTo(20);
    clock.forward(Duration.ofHours(24).plusSeconds(1));
    assertThat(used(holding)).isZero();
  }

  @Test
  void whatStillRunsCountsHoweverLongItRuns() {
    reserve("a", holding, 60);
    clock.forward(Duration.ofDays(3));

    assertThat(used(holding)).isEqualTo(60);
    ledger.settle("a", Amounts.NONE);
    assertThat(used(holding)).as("no figure keeps the reservation").isEqualTo(60);
  }

  @Test
  void aRepeatOfTheSameRequestIsChargedOnce() {
    reserve("a", holding, 60);
    reserve("a", holding, 60);
    assertThat(used(holding)).isEqualTo(60);

    ledger.settle("a", Amounts.of(Measure.ROWS, 10));
    ledger.settle("a", Amounts.of(Measure.ROWS, 99));
    ledger.release("a");
    ledger.settle("never reserved", Amounts.of(Measure.ROWS, 99));
    assertThat(used(holding)).isEqualTo(10);
  }

  @Test
  void oneThatDoesNotFitReservesNothingAnywhere() {
    List<Excess> excesses =
        ledger.reserve(
            "a",
            List.of(charge(holding, Fact.known(10L)), charge(denying, Fact.known(200L))),
            Mode.ENFORCE);

    assertThat(excesses).extracting(e -> e.budget().name()).containsExactly("denying");
    assertThat(used(holding)).isZero();
  }

  @Test
  void anApprovalGoesPastABudgetThatHoldsAndNotPastOneThatDenies() {
    assertThat(ledger.reserve("a", List.of(charge(holding, Fact.known(500L))), Mode.APPROVED))
        .isEmpty();
    assertThat(used(holding)).isEqualTo(500);
    assertThat(ledger.reserve("b", List.of(charge(denying, Fact.known(500L))), Mode.APPROVED))
        .hasSize(1);
  }

  @Test
  void anUnknownAmountFitsNowhereAndTakesAllThatIsLeftOnceApproved() {
    reserve("a", holding, 30);
    assertThat(ledger.reserve("b", List.of(charge(holding, Fact.unknown("?"))), Mode.ENFORCE))
        .hasSize(1);
    ledger.reserve("b", List.of(charge(holding, Fact.unknown("?"))), Mode.APPROVED);

    assertThat(used(holding)).isEqualTo(100);
  }

  @Test
  void anUnknownSubjectFitsNowhere() {
    Charge nobodys = new Charge(holding, Fact.unknown("?"), Map.of(Measure.ROWS, Fact.known(1L)));

    assertThat(ledger.reserve("a", List.of(nobodys), Mode.ENFORCE))
        .singleElement()
        .satisfies(e -> assertThat(e.subjectKnown()).isFalse());
  }

  @Test
  void nothingAskedForFitsAlways() {
    ledger.reserve("a", List.of(charge(holding, Fact.known(500L))), Mode.APPROVED);

    assertThat(reserve("b", holding, 0)).isEmpty();
  }

  @Test
  void aThousandAtOnceNeverGetMoreThanTheLimit() throws Exception {
    AtomicInteger admitted = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        String id = "r" + i;
        threads.submit(
            () -> {
              if (reserve(id, holding, 7).isEmpty()) {
                admitted.incrementAndGet();
              }
            });
      }
    }
    assertThat(admitted).hasValue(14);
    assertThat(used(holding)).isEqualTo(98);
  }

  private List<Excess> reserve(String id, Budget budget, long rows) {
    return ledger.reserve(id, List.of(charge(budget, Fact.known(rows))), Mode.ENFORCE);
  }

  private static Charge charge(Budget budget, Fact<Long> rows) {
    return new Charge(budget, Fact.known("agent"), Map.of(Measure.ROWS, rows));
  }

  private long used(Budget budget) {
    return ledger.used(budget, "agent").get(Measure.ROWS).orElseThrow();
  }

  private static Budget budget(String name, Verdict then) {
    return new Budget(
        name,
        Budget.Per.AGENT,
        Duration.ofHours(24),
        Amounts.of(Measure.ROWS, 100),
        then,
        Place.START);
  }
}
