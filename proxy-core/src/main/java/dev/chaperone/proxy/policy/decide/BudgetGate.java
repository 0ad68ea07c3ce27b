package dev.chaperone.proxy.policy.decide;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.budget.BudgetLedger;
import dev.chaperone.proxy.policy.budget.Charge;
import dev.chaperone.proxy.policy.budget.Excess;
import dev.chaperone.proxy.policy.budget.Measure;
import dev.chaperone.proxy.policy.condition.Evidence;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Budget;
import dev.chaperone.proxy.policy.model.Policy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a decision through the budgets: what is allowed reserves its share, or is held or denied.
 */
public final class BudgetGate {
  private final BudgetLedger ledger;

  public BudgetGate(BudgetLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * Checks a fresh decision. An allowed request has its share reserved when this returns; a held
   * one reserves on {@link #approve}.
   *
   * @param id of the request, for settling or releasing later
   */
  public Decision admit(String id, Policy policy, PolicyInputs inputs, Decision decision) {
    if (decision.verdict() == Verdict.DENY || isDryRun(inputs) || policy.budgets().isEmpty()) {
      return decision;
    }
    List<Charge> charges = charges(policy, inputs);
    List<Excess> excesses =
        decision.verdict() == Verdict.ALLOW
            ? ledger.reserve(id, charges, BudgetLedger.Mode.ENFORCE)
            : ledger.check(charges);
    return with(decision, excesses, policy);
  }

  /** What {@link #admit} would say now; nothing is reserved. */
  public Decision look(Policy policy, PolicyInputs inputs, Decision decision) {
    return decision.verdict() == Verdict.DENY || isDryRun(inputs) || policy.budgets().isEmpty()
        ? decision
        : with(decision, ledger.check(charges(policy, inputs)), policy);
  }

  private static Decision with(Decision decision, List<Excess> excesses, Policy policy) {
    Decision result = decision;
    for (Excess excess : excesses) {
      Finding finding = finding(excess);
      result = result.and(finding, policy.retention().of(finding.verdict()));
    }
    return result;
  }

  /**
   * Reserves for a request that a person approved.
   *
   * @return budgets that deny and that it does not fit into; empty if it may run
   */
  public List<Finding> approve(String id, Policy policy, PolicyInputs inputs) {
    return ledger.reserve(id, charges(policy, inputs), BudgetLedger.Mode.APPROVED).stream()
        .map(BudgetGate::finding)
        .toList();
  }

  private static boolean isDryRun(PolicyInputs inputs) {
    return Enrichment.truth(inputs.get(InputFields.REQUEST_DRY_RUN)) == Truth.TRUE;
  }

  /** What a request would take from each budget of a policy. */
  static List<Charge> charges(Policy policy, PolicyInputs inputs) {
    PolicyInputs enriched = new Enrichment(policy).enrich(inputs);
    List<Charge> charges = new ArrayList<>();
    for (Budget budget : policy.budgets()) {
      Map<Measure, Fact<Long>> amounts = new EnumMap<>(Measure.class);
      budget.limits().by().keySet().forEach(m -> amounts.put(m, amount(m, enriched)));
      charges.add(new Charge(budget, subject(budget.per(), enriched), amounts));
    }
    return charges;
  }

  private static Fact<String> subject(Budget.Per per, PolicyInputs inputs) {
    return switch (per) {
      case AGENT -> inputs.get(InputFields.AGENT_NAME);
      case SESSION -> inputs.get(InputFields.SESSION_ID);
      case IDENTITY ->
          inputs
              .get(InputFields.AGENT_ISSUER)
              .flatMap(
                  issuer ->
                      inputs.get(InputFields.AGENT_SUBJECT).map(subject -> issuer + " " + subject));
    };
  }

  private static Fact<Long> amount(Measure measure, PolicyInputs inputs) {
    return switch (measure) {
      case BYTES -> inputs.get(InputFields.ESTIMATE_BYTES).map(bytes -> Math.max(0, bytes));
      case ROWS -> inputs.get(InputFields.EXPOSURE_ROWS).map(rows -> Math.max(0, rows));
      case SENSITIVE_VALUES ->
          inputs
              .get(InputFields.EXPOSURE_COLUMNS)
              .flatMap(
                  columns ->
                      columns <= 0
                          ? Fact.known(0L)
                          : inputs
                              .get(InputFields.EXPOSURE_ROWS)
                              .map(rows -> times(rows, columns)));
    };
  }

  private static long times(long rows, long columns) {
    long high = Math.multiplyHigh(rows, columns);
    return high != 0 || rows * columns < 0 ? Long.MAX_VALUE : rows * columns;
  }

  private static Finding finding(Excess excess) {
    Budget budget = excess.budget();
    String measure = excess.measure().code();
    Truth truth = excess.subjectKnown() && excess.asked().isKnown() ? Truth.TRUE : Truth.UNKNOWN;
    String reason =
        "Budget '"
            + budget.name()
            + "' gives each "
            + budget.per().code()
            + " "
            + excess.limit()
            + " "
            + measure
            + " in "
            + budget.window()
            + "; "
            + excess.used()
            + " are used or reserved.";
    return new Finding(
        Cause.BUDGET,
        budget.name(),
        budget.then(),
        truth,
        reason,
        List.of(
            Evidence.of("asked." + measure, excess.asked()),
            Evidence.of("used." + measure, Fact.known(excess.used())),
            Evidence.of("limit." + measure, Fact.known(excess.limit()))));
  }
}
