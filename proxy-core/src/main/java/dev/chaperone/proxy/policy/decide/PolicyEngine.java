package dev.chaperone.proxy.policy.decide;

import dev.chaperone.proxy.policy.Effect;
import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.budget.Measure;
import dev.chaperone.proxy.policy.condition.Condition;
import dev.chaperone.proxy.policy.condition.ConditionInputs;
import dev.chaperone.proxy.policy.condition.ConditionResult;
import dev.chaperone.proxy.policy.condition.Evidence;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.model.RecordingLevel;
import dev.chaperone.proxy.policy.model.RecordingRule;
import dev.chaperone.proxy.policy.model.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Decides: a pure function of policy and inputs, in which knowing less never makes the outcome
 * milder.
 */
public final class PolicyEngine {
  private static final Comparator<Finding> STRICTEST_FIRST =
      Comparator.comparing(Finding::verdict)
          .reversed()
          .thenComparing(finding -> finding.truth() == Truth.TRUE ? 0 : 1)
          .thenComparing(finding -> finding.cause().ordinal());

  private final LongSupplier nanos;

  /**
   * An engine.
   *
   * @param nanos a clock for the time limit of conditions, such as {@code System::nanoTime}
   */
  public PolicyEngine(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** What the policy says; budgets apart, which have a memory. */
  public Decision decide(Policy policy, PolicyInputs inputs) {
    PolicyInputs enriched = new Enrichment(policy).enrich(inputs);
    ConditionInputs values = ConditionInputs.of(enriched, nanos);
    List<Finding> findings = new ArrayList<>(FixedChecks.of(policy, enriched));
    boolean spoken = false;
    for (Rule rule : policy.rules()) {
      ConditionResult result = rule.when().evaluate(values);
      if (applies(rule.then(), result.truth())) {
        findings.add(finding(rule, result));
        spoken |= result.truth() == Truth.TRUE;
      }
    }
    // A rule that only could not be ruled out does not silence a stricter default.
    if (!spoken) {
      findings.add(byDefault(policy, enriched));
    }
    findings.sort(STRICTEST_FIRST);
    if (findings.getFirst().verdict() == Verdict.HOLD
        && Enrichment.truth(enriched.get(InputFields.REQUEST_DRY_RUN)) == Truth.TRUE) {
      findings.addFirst(dryRun());
    }
    Finding deciding = findings.getFirst();
    return new Decision(
        deciding,
        findings,
        recording(policy, values),
        policy.retention().of(deciding.verdict()),
        policy.holdExpires(),
        policy.source());
  }

  /**
   * Whether what a section of the inputs holds can still change anything: if not, nobody needs to
   * find it out.
   *
   * @param decision made without it, or with bounds in its place
   * @param section such as {@code estimate} or {@code exposure}
   */
  public static boolean dependsOn(Policy policy, Decision decision, String section) {
    boolean deniedAnyway =
        decision.findings().stream()
            .filter(f -> f.verdict() == Verdict.DENY && f.truth() == Truth.TRUE)
            .anyMatch(f -> isIndependent(policy, f, section));
    if (deniedAnyway) {
      return false;
    }
    return Stream.concat(
                policy.rules().stream().map(Rule::when),
                policy.recording().stream().map(RecordingRule::when))
            .anyMatch(when -> looksAt(when, section))
        || policy.budgets().stream()
            .flatMap(budget -> budget.limits().by().keySet().stream())
            .anyMatch(
                measure -> section.equals(measure == Measure.BYTES ? "estimate" : "exposure"));
  }

  private static boolean isIndependent(Policy policy, Finding finding, String section) {
    return switch (finding.cause()) {
      case CONNECTION, REACH, FOREIGN_JOB, LEGACY_SQL, INDIRECT_USE, MOVES_TAGGED, PLACEHOLDER ->
          true;
      case RULE ->
          policy.rules().stream()
              .filter(rule -> rule.name().equals(finding.name()))
              .noneMatch(rule -> looksAt(rule.when(), section));
      // Another rule may speak once more is known, and then the default is silent.
      case DEFAULT, BUDGET, DRY_RUN -> false;
    };
  }

  private static boolean looksAt(Condition when, String section) {
    return when.inputs().stream().anyMatch(name -> name.startsWith(section + "."));
  }

  private static boolean applies(Verdict then, Truth truth) {
    return switch (truth) {
      case TRUE -> true;
      case FALSE -> false;
      case UNKNOWN -> then != Verdict.ALLOW;
    };
  }

  private static Finding finding(Rule rule, ConditionResult result) {
    return new Finding(
        Cause.RULE,
        rule.name(),
        rule.then(),
        result.truth(),
        Words.rule(rule, result),
        result.evidence());
  }

  private static Finding byDefault(Policy policy, PolicyInputs inputs) {
    Fact<List<String>> effects = inputs.get(InputFields.STATEMENT_EFFECTS);
    List<Evidence> evidence = List.of(Evidence.of(InputFields.STATEMENT_EFFECTS.path(), effects));
    return switch (effects) {
      case Fact.Known<List<String>>(List<String> codes) -> {
        Effect worst = Effect.UNKNOWN;
        Verdict verdict = codes.isEmpty() ? policy.defaults().unknown() : Verdict.ALLOW;
        for (int i = 0; i < codes.size(); i++) {
          Optional<Effect> effect = Effect.ofCode(codes.get(i));
          Verdict here = effect.map(policy.defaults()::of).orElseGet(policy.defaults()::strictest);
          if (i == 0 || verdict.isMilderThan(here)) {
            worst = effect.orElse(Effect.UNKNOWN);
          }
          verdict = verdict.stricter(here);
        }
        yield new Finding(
            Cause.DEFAULT,
            worst.code(),
            verdict,
            Truth.TRUE,
            Words.byDefault(worst, verdict),
            evidence);
      }
      case Fact.Unknown<List<String>> unknown ->
          new Finding(
              Cause.DEFAULT,
              Effect.UNKNOWN.code(),
              policy.defaults().strictest(),
              Truth.UNKNOWN,
              "What this would do was not established: " + unknown.reason(),
              evidence);
    };
  }

  private static Finding dryRun() {
    return new Finding(
        Cause.DRY_RUN,
        "dry_run",
        Verdict.ALLOW,
        Truth.TRUE,
        "A dry run executes nothing and is not held; the request itself would be.",
        List.of());
  }

  /**
   * The most of what any rule asks for, empty if none speaks; less than in full only where that is
   * certain.
   */
  private static Optional<RecordingLevel> recording(Policy policy, ConditionInputs values) {
    Optional<RecordingLevel> most = Optional.empty();
    for (RecordingRule rule : policy.recording()) {
      Truth truth = rule.when().evaluate(values).truth();
      boolean applies = truth == Truth.TRUE || truth == Truth.UNKNOWN && !rule.lowers();
      if (applies && (most.isEmpty() || rule.level().compareTo(most.get()) > 0)) {
        most = Optional.of(rule.level());
      }
    }
    return most;
  }
}
