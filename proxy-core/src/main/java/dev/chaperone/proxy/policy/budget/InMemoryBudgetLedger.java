package dev.chaperone.proxy.policy.budget;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.model.Budget;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ledger that forgets at the end of the process. */
public final class InMemoryBudgetLedger implements BudgetLedger {
  /** Whom a charge goes to where nobody knows whose it is. */
  private static final String NOBODY = "?";

  private record Account(String budget, String subject) {}

  private static final class Entry {
    private final String id;
    private final Budget budget;
    private Amounts amounts;
    private Instant at;
    private boolean open = true;

    Entry(String id, Budget budget, Amounts amounts, Instant at) {
      this.id = id;
      this.budget = budget;
      this.amounts = amounts;
      this.at = at;
    }
  }

  private final Clock clock;
  private final Map<Account, List<Entry>> accounts = new HashMap<>();
  private final Map<String, List<Entry>> open = new HashMap<>();

  public InMemoryBudgetLedger(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized List<Excess> check(List<Charge> charges) {
    List<Excess> excesses = new ArrayList<>();
    for (Charge charge : charges) {
      charge.amounts().keySet().stream()
          .sorted()
          .forEach(measure -> check(charge, measure, excesses));
    }
    return List.copyOf(excesses);
  }

  private void check(Charge charge, Measure measure, List<Excess> excesses) {
    long limit = charge.budget().limits().get(measure).orElseThrow();
    long used = charge.subject().ifKnown().map(s -> sum(charge.budget(), s, measure)).orElse(0L);
    Fact<Long> asked = charge.amounts().getOrDefault(measure, Fact.unknown("not told"));
    boolean fits =
        charge.subject().isKnown()
            && switch (asked) {
              // Nothing asked for fits even where an approved request has gone beyond.
              case Fact.Known<Long>(Long amount) -> amount == 0 || amount <= limit - used;
              case Fact.Unknown<Long> unknown -> false;
            };
    if (!fits) {
      excesses.add(
          new Excess(charge.budget(), measure, limit, used, asked, charge.subject().isKnown()));
    }
  }

  @Override
  public synchronized List<Excess> reserve(String id, List<Charge> charges, Mode mode) {
    if (open.containsKey(id)) {
      return List.of();
    }
    List<Excess> inTheWay =
        check(charges).stream()
            .filter(e -> mode == Mode.ENFORCE || e.budget().then() == Verdict.DENY)
            .toList();
    if (!inTheWay.isEmpty()) {
      return inTheWay;
    }
    List<Entry> entries = new ArrayList<>();
    for (Charge charge : charges) {
      String subject = charge.subject().ifKnown().orElse(NOBODY);
      Entry entry = new Entry(id, charge.budget(), amounts(charge, subject), clock.instant());
      accounts
          .computeIfAbsent(new Account(charge.budget().name(), subject), a -> new ArrayList<>())
          .add(entry);
      entries.add(entry);
    }
    open.put(id, entries);
    return List.of();
  }

  /** What is not known takes all that is left, until it is settled. */
  private Amounts amounts(Charge charge, String subject) {
    Amounts amounts = Amounts.NONE;
    for (Map.Entry<Measure, Fact<Long>> asked : charge.amounts().entrySet()) {
      Measure measure = asked.getKey();
      long rest =
          Math.max(
              0,
              charge.budget().limits().get(measure).orElseThrow()
                  - sum(charge.budget(), subject, measure));
      amounts = amounts.with(measure, asked.getValue().ifKnown().orElse(rest));
    }
    return amounts;
  }

  @Override
  public synchronized void settle(String id, Amounts used) {
    List<Entry> entries = open.remove(id);
    if (entries == null) {
      return;
    }
    for (Entry entry : entries) {
      for (Map.Entry<Measure, Long> actual : used.by().entrySet()) {
        if (entry.amounts.get(actual.getKey()).isPresent()) {
          entry.amounts = entry.amounts.with(actual.getKey(), actual.getValue());
        }
      }
      entry.open = false;
      entry.at = clock.instant();
    }
  }

  @Override
  public synchronized void release(String id) {
    if (open.remove(id) != null) {
      accounts.values().forEach(entries -> entries.removeIf(e -> e.open && e.id.equals(id)));
    }
  }

  @Override
  public synchronized Amounts used(Budget budget, String subject) {
    Amounts used = Amounts.NONE;
    for (Measure measure : budget.limits().by().keySet()) {
      used = used.with(measure, sum(budget, subject, measure));
    }
    return used;
  }

  private long sum(Budget budget, String subject, Measure measure) {
    List<Entry> entries = accounts.get(new Account(budget.name(), subject));
    if (entries == null) {
      return 0;
    }
    // A reload may lengthen a window, so entries stay as long as they were entered for.
    Instant now = clock.instant();
    entries.removeIf(e -> !e.open && e.at.isBefore(now.minus(longer(e.budget, budget))));
    Instant since = now.minus(budget.window());
    long sum = 0;
    for (Entry entry : entries) {
      if (entry.open || !entry.at.isBefore(since)) {
        sum = saturated(sum, entry.amounts.get(measure).orElse(0));
      }
    }
    return sum;
  }

  private static java.time.Duration longer(Budget one, Budget other) {
    return one.window().compareTo(other.window()) >= 0 ? one.window() : other.window();
  }

  private static long saturated(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
