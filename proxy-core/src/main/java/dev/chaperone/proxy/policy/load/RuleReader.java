package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.budget.Amounts;
import dev.chaperone.proxy.policy.budget.Measure;
import dev.chaperone.proxy.policy.model.Budget;
import dev.chaperone.proxy.policy.model.RecordingLevel;
import dev.chaperone.proxy.policy.model.RecordingRule;
import dev.chaperone.proxy.policy.model.Retention;
import dev.chaperone.proxy.policy.model.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what is decided by condition or by count: rules, recording, retention and budgets. */
final class RuleReader {
  private static final Duration LONGEST_WINDOW = Duration.ofDays(366);
  private static final Duration LONGEST_RETENTION = Duration.ofDays(36_600);
  private static final int MAX_REASON = 1_000;

  private final ConditionReader conditions;

  RuleReader(ConditionReader conditions) {
    this.conditions = conditions;
  }

  Rule rule(Spot spot) throws BadValueException {
    Section section = spot.section("a rule", "name", "when", "then", "reason");
    return new Rule(
        Names.read(section.required("name", "name: no-drops"), "a rule's name"),
        conditions.read(section.required("when", "when: estimate.bytes > 50 * GiB")),
        section
            .required("then", "then: hold")
            .oneOf("decision", List.of(Verdict.values()), Verdict::code),
        section.optional("reason", RuleReader::reason, ""),
        section.place());
  }

  private static String reason(Spot spot) throws BadValueException {
    String text = spot.text("a reason");
    if (text.length() > MAX_REASON) {
      throw spot.bad("The reason is too long.", "Write at most " + MAX_REASON + " characters.");
    }
    return text.strip();
  }

  RecordingRule recording(Spot spot) throws BadValueException {
    Section section = spot.section("a recording rule", "when", "level");
    return new RecordingRule(
        conditions.read(section.required("when", "when: estimate.bytes < 1 * MiB")),
        section
            .required("level", "level: metadata")
            .oneOf("level", List.of(RecordingLevel.values()), RecordingLevel::code),
        section.place());
  }

  static Retention retention(Spot spot) throws BadValueException {
    Section section = spot.section("retention", "default", "held", "denied");
    Duration standard =
        section.lenient(
            "default",
            s -> Quantities.duration(s, "a time", LONGEST_RETENTION),
            Retention.BUILT_IN.standard());
    return new Retention(
        standard,
        section.lenient("held", s -> Quantities.duration(s, "a time", LONGEST_RETENTION), standard),
        section.lenient(
            "denied", s -> Quantities.duration(s, "a time", LONGEST_RETENTION), standard));
  }

  static Budget budget(Spot spot) throws BadValueException {
    Section section =
        spot.section(
            "a budget", "name", "per", "window", "bytes", "rows", "sensitive_values", "then");
    Amounts limits = Amounts.NONE;
    for (Measure measure : Measure.values()) {
      Optional<Spot> limit = section.optional(measure.code());
      if (limit.isPresent()) {
        limits =
            limits.with(
                measure,
                measure == Measure.BYTES
                    ? Quantities.size(limit.get(), "a number of bytes")
                    : Quantities.count(limit.get(), "a number"));
      }
    }
    if (limits.isEmpty()) {
      throw section.bad(
          "This budget limits nothing.", "Write bytes: 2 * TiB, rows: or sensitive_values:.");
    }
    return new Budget(
        Names.read(section.required("name", "name: daily-scan"), "a budget's name"),
        section
            .required("per", "per: agent")
            .oneOf("one to count for", List.of(Budget.Per.values()), Budget.Per::code),
        Quantities.duration(section.required("window", "window: 24h"), "a window", LONGEST_WINDOW),
        limits,
        AccessReader.verdict(section.required("then", "then: hold"), AccessReader.HOLD_OR_DENY),
        section.place());
  }
}
