package dev.chaperone.proxy.policy.budget;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.model.Budget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A ledger that by itself forgets at the end of the process; what was on record before is put back
 * before it is used.
 */
public final class InMemoryBudgetLedger implements BudgetLedger {
  /** Whom a charge goes to where nobody knows whose it is. */
  private static final String NOBODY = "?";

  /** So many reservations later, accounts that are over are looked for. */
  private static final int TIDY = 1_000;

  private record Name(String budget, String subject) {}

  private final Clock clock;
  private final Map<Name, Account> accounts = new HashMap<>();
  private final Map<String, List<Share>> open = new HashMap<>();
  private int sinceTidy;

  public InMemoryBudgetLedger(Clock clock) {
    this.clock = clock;
  }

  /** Puts back what was reserved before and is not settled. */
  public synchronized void restoreReserved(String id, List<Share> shares) {
    enter(id, shares);
  }

  /** Puts back what was used before; the oldest first. */
  public synchronized void restoreSpent(Share share, Instant at) {
    account(share.budget(), share.subject()).spend(share.amounts(), share.window(), at);
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
    tidy();
    enter(
        id,
        charges.stream()
            .map(this::share)
            .filter(share -> share.amounts().by().values().stream().anyMatch(n -> n > 0))
            .toList());
    return List.of();
  }

  private void enter(String id, List<Share> shares) {
    for (Share share : shares) {
      account(share.budget(), share.subject()).reserve(id, share.amounts(), share.window());
    }
    if (!shares.isEmpty()) {
      open.put(id, shares);
    }
  }

  private Account account(String budget, String subject) {
    return accounts.computeIfAbsent(new Name(budget, subject), name -> new Account());
  }

  private void tidy() {
    if (++sinceTidy >= TIDY) {
      sinceTidy = 0;
      Instant now = clock.instant();
      accounts.values().removeIf(account -> account.isOver(now));
    }
  }

  /** What is not known takes all that is left, until it is settled. */
  private Share share(Charge charge) {
    Budget budget = charge.budget();
    String subject = charge.subject().ifKnown().orElse(NOBODY);
    Amounts amounts = Amounts.NONE;
    for (Map.Entry<Measure, Fact<Long>> asked : charge.amounts().entrySet()) {
      Measure measure = asked.getKey();
      long rest =
          Math.max(0, budget.limits().get(measure).orElseThrow() - sum(budget, subject, measure));
      amounts = amounts.with(measure, asked.getValue().ifKnown().orElse(rest));
    }
    return new Share(budget.name(), subject, budget.window(), amounts);
  }

  @Override
  public synchronized List<Share> reserved(String id) {
    return open.getOrDefault(id, List.of());
  }

  @Override
  public synchronized Set<String> open() {
    return Set.copyOf(open.keySet());
  }

  @Override
  public synchronized Optional<List<Share>> settle(String id, Amounts used) {
    List<Share> shares = open.remove(id);
    if (shares == null) {
      return Optional.empty();
    }
    List<Share> settled = new ArrayList<>();
    for (Share share : shares) {
      Amounts amounts = share.amounts();
      for (Map.Entry<Measure, Long> actual : used.by().entrySet()) {
        if (amounts.get(actual.getKey()).isPresent()) {
          amounts = amounts.with(actual.getKey(), actual.getValue());
        }
      }
      Account account = account(share.budget(), share.subject());
      account.release(id);
      account.spend(amounts, share.window(), clock.instant());
      settled.add(new Share(share.budget(), share.subject(), share.window(), amounts));
    }
    return Optional.of(List.copyOf(settled));
  }

  @Override
  public synchronized boolean release(String id) {
    List<Share> shares = open.remove(id);
    if (shares == null) {
      return false;
    }
    shares.forEach(share -> account(share.budget(), share.subject()).release(id));
    return true;
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
    Account account = accounts.get(new Name(budget.name(), subject));
    Duration window = budget.window();
    return account == null ? 0 : account.used(measure, window, clock.instant());
  }
}
