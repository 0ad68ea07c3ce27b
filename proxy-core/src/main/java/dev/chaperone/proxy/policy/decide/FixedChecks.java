package dev.chaperone.proxy.policy.decide;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.condition.Evidence;
import dev.chaperone.proxy.policy.glob.TablePattern;
import dev.chaperone.proxy.policy.glob.TableRef;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.MaskingRule;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.model.ReachRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks that are no rules: connection, reach, foreign jobs, legacy SQL, and what may become of
 * tagged columns.
 */
final class FixedChecks {
  /** More tables out of reach than this say nothing new. */
  private static final int MAX_FINDINGS = 20;

  private static final int MAX_NAME = 200;

  private final Policy policy;
  private final PolicyInputs inputs;
  private final List<Finding> found = new ArrayList<>();

  private FixedChecks(Policy policy, PolicyInputs inputs) {
    this.policy = policy;
    this.inputs = inputs;
  }

  /** What they find in inputs that are enriched already. */
  static List<Finding> of(Policy policy, PolicyInputs inputs) {
    FixedChecks checks = new FixedChecks(policy, inputs);
    checks.connection();
    checks.reach();
    checks.foreignJob();
    checks.legacySql();
    policy.masking().forEach(checks::indirect);
    policy.masking().forEach(checks::moves);
    checks.placeholders();
    return checks.found;
  }

  private void connection() {
    if (policy.connections().isEmpty()) {
      return;
    }
    Fact<String> project = inputs.get(InputFields.REQUEST_PROJECT);
    Truth served = Truth.FALSE;
    for (var connection : policy.connections()) {
      served = served.or(connection.serves(project));
    }
    if (served != Truth.TRUE) {
      add(
          Cause.CONNECTION,
          "project",
          Verdict.DENY,
          served == Truth.FALSE ? Truth.TRUE : Truth.UNKNOWN,
          "No connection of the policy serves this project.",
          List.of(Evidence.of(InputFields.REQUEST_PROJECT.path(), project)));
    }
  }

  private void reach() {
    if (policy.reach().isEmpty()) {
      return;
    }
    switch (inputs.tables()) {
      case Fact.Known<List<InputRow>>(List<InputRow> tables) -> {
        for (int i = 0; i < tables.size() && found.size() < MAX_FINDINGS; i++) {
          reach("tables[" + i + "]", tables.get(i));
        }
      }
      case Fact.Unknown<List<InputRow>> unknown ->
          add(
              Cause.REACH,
              "tables",
              Verdict.DENY,
              Truth.UNKNOWN,
              "The policy limits which datasets this agent may reach, and which tables this touches"
                  + " could not be established.",
              List.of(Evidence.of("tables", unknown)));
    }
  }

  private void reach(String path, InputRow row) {
    TableRef table =
        new TableRef(
            row.get(InputFields.TABLE_PROJECT),
            row.get(InputFields.TABLE_DATASET),
            row.get(InputFields.TABLE_NAME));
    Truth reachable = Truth.FALSE;
    for (ReachRule rule : policy.reach()) {
      Truth covered = Truth.FALSE;
      for (TablePattern pattern : rule.datasets()) {
        covered = covered.or(pattern.covers(table));
      }
      reachable =
          reachable.or(
              covered.and(
                  rule.isFor(
                      inputs.get(InputFields.AGENT_NAME), inputs.get(InputFields.AGENT_GROUPS))));
    }
    if (reachable != Truth.TRUE) {
      add(
          Cause.REACH,
          cut(table.dataset().ifKnown().orElse("?")),
          Verdict.DENY,
          reachable == Truth.FALSE ? Truth.TRUE : Truth.UNKNOWN,
          "The policy does not open this table to this agent.",
          List.of(
              Evidence.of(path + ".dataset", table.dataset()),
              Evidence.of(path + ".table", table.table()),
              Evidence.of("agent.name", inputs.get(InputFields.AGENT_NAME)),
              Evidence.of("agent.groups", inputs.get(InputFields.AGENT_GROUPS))));
    }
  }

  private static String cut(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
  }

  private void foreignJob() {
    Fact<Boolean> foreign = inputs.get(InputFields.REQUEST_FOREIGN);
    flag(
        Cause.FOREIGN_JOB,
        "foreign_jobs",
        policy.foreignJobs(),
        foreign,
        "This is about a job or result that Chaperone did not start.",
        InputFields.REQUEST_FOREIGN.path());
  }

  private void legacySql() {
    flag(
        Cause.LEGACY_SQL,
        "legacy_sql",
        policy.legacySql(),
        inputs.get(InputFields.REQUEST_LEGACY_SQL),
        "Legacy SQL is not reviewed. Write GoogleSQL and set useLegacySql to false (bq query"
            + " --use_legacy_sql=false).",
        InputFields.REQUEST_LEGACY_SQL.path());
  }

  private void flag(
      Cause cause, String name, Verdict verdict, Fact<Boolean> flag, String reason, String path) {
    Truth truth = Enrichment.truth(flag);
    if (truth != Truth.FALSE) {
      add(cause, name, verdict, truth, reason, List.of(Evidence.of(path, flag)));
    }
  }

  private void indirect(MaskingRule rule) {
    if (rule.indirect() == Verdict.ALLOW) {
      return;
    }
    switch (inputs.columns()) {
      case Fact.Known<List<InputRow>>(List<InputRow> columns) -> {
        Optional<Evidence> certain = Optional.empty();
        Optional<Evidence> doubtful = Optional.empty();
        for (int i = 0; i < columns.size(); i++) {
          Evidence evidence =
              Evidence.of("columns[" + i + "].path", columns.get(i).get(InputFields.COLUMN_PATH));
          switch (hasTag(columns.get(i), rule.tag()).and(isIndirect(columns.get(i)))) {
            case TRUE -> certain = certain.or(() -> Optional.of(evidence));
            case UNKNOWN -> doubtful = doubtful.or(() -> Optional.of(evidence));
            case FALSE -> {
              // Not tagged, or only shown.
            }
          }
        }
        if (certain.isPresent()) {
          addIndirect(rule, Truth.TRUE, List.of(certain.get()));
        } else if (doubtful.isPresent()) {
          addIndirect(rule, Truth.UNKNOWN, List.of(doubtful.get()));
        }
      }
      case Fact.Unknown<List<InputRow>> unknown ->
          addIndirect(rule, Truth.UNKNOWN, List.of(Evidence.of("columns", unknown)));
    }
  }

  private void addIndirect(MaskingRule rule, Truth truth, List<Evidence> evidence) {
    add(
        Cause.INDIRECT_USE,
        rule.tag(),
        rule.indirect(),
        truth,
        "A column tagged '"
            + rule.tag()
            + "' is masked where it is shown; here it decides which rows or groups there are, which"
            + " can give its values away.",
        evidence);
  }

  private void moves(MaskingRule rule) {
    Truth writes = Enrichment.writes(inputs);
    if (rule.moves() == Verdict.ALLOW || writes == Truth.FALSE) {
      return;
    }
    Truth moved = Truth.FALSE;
    List<Evidence> evidence = new ArrayList<>();
    switch (inputs.columns()) {
      case Fact.Known<List<InputRow>>(List<InputRow> columns) -> {
        for (int i = 0; i < columns.size(); i++) {
          Truth one = hasTag(columns.get(i), rule.tag()).and(Enrichment.isOutput(columns.get(i)));
          if (one != Truth.FALSE && evidence.size() < MAX_FINDINGS) {
            evidence.add(
                Evidence.of(
                    "columns[" + i + "].path", columns.get(i).get(InputFields.COLUMN_PATH)));
          }
          moved = moved.or(one);
        }
      }
      case Fact.Unknown<List<InputRow>> unknown -> {
        moved = Truth.UNKNOWN;
        evidence.add(Evidence.of("columns", unknown));
      }
    }
    Truth truth = writes.and(moved);
    if (truth != Truth.FALSE) {
      add(
          Cause.MOVES_TAGGED,
          rule.tag(),
          rule.moves(),
          truth,
          "It writes values of a column tagged '"
              + rule.tag()
              + "' to another place, where they have to be looked after, too.",
          evidence);
    }
  }

  private void placeholders() {
    Fact<Boolean> found = inputs.get(InputFields.STATEMENT_PLACEHOLDERS);
    boolean masks = !policy.masking().isEmpty() || !policy.detectors().isEmpty();
    boolean there = found.ifKnown().orElse(false);
    if (masks && there && Enrichment.writes(inputs) != Truth.FALSE) {
      add(
          Cause.PLACEHOLDER,
          "write-back",
          Verdict.DENY,
          Truth.TRUE,
          "It would write what Chaperone shows in the place of masked values, and so overwrite the"
              + " real ones. Leave masked columns out of what you write.",
          List.of(Evidence.of(InputFields.STATEMENT_PLACEHOLDERS.path(), found)));
    }
  }

  private static Truth hasTag(InputRow column, String tag) {
    return switch (column.get(InputFields.COLUMN_TAGS)) {
      case Fact.Known<List<String>>(List<String> tags) -> Truth.of(tags.contains(tag));
      case Fact.Unknown<List<String>> unknown -> Truth.UNKNOWN;
    };
  }

  private static Truth isIndirect(InputRow column) {
    return switch (column.get(InputFields.COLUMN_USES)) {
      case Fact.Known<List<String>>(List<String> uses) ->
          Truth.of(uses.stream().anyMatch(use -> !use.equals("output")));
      case Fact.Unknown<List<String>> unknown -> Truth.UNKNOWN;
    };
  }

  private void add(
      Cause cause,
      String name,
      Verdict verdict,
      Truth truth,
      String reason,
      List<Evidence> evidence) {
    found.add(
        new Finding(
            cause, name, verdict, truth, Words.certainty(truth, reason, evidence), evidence));
  }
}
