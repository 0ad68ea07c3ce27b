package dev.chaperone.proxy.review;

import static dev.chaperone.proxy.policy.input.InputFields.*;

import dev.chaperone.proxy.estimate.Estimate;
import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.proxy.policy.glob.ColumnRef;
import dev.chaperone.proxy.policy.glob.TableRef;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.model.Tag;
import dev.chaperone.recordings.frame.HoldGrounds;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.ScriptFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Writes down what a person who decides is shown. */
final class Grounds {
  private static final int MOST = 200;

  private Grounds() {}

  static HoldGrounds of(
      Asking asking,
      Policy policy,
      Decision decision,
      PolicyInputs inputs,
      Optional<ScriptFacts> facts,
      Estimate estimate,
      String suggestion) {
    return new HoldGrounds(
        asking.model(),
        asking.purpose(),
        asking.client(),
        decision.findings().stream()
            .limit(MOST)
            .map(
                f ->
                    f.verdict().code()
                        + " "
                        + f.cause().code()
                        + " "
                        + f.name()
                        + ": "
                        + f.reason())
            .toList(),
        tables(inputs, "read"),
        tables(inputs, "write"),
        sensitive(policy, inputs),
        facts.map(f -> f.risks().stream().map(Risk::name).sorted().toList()).orElseGet(List::of),
        facts.map(Grounds::partitions).orElseGet(List::of),
        unknown(inputs, facts, estimate),
        estimate
            .bytes()
            .toOptional()
            .map(b -> String.format(Locale.ROOT, "%.2f", policy.price().usd(b)))
            .orElse(""),
        estimate.accuracy(),
        suggestion);
  }

  static List<String> tables(PolicyInputs inputs, String access) {
    return inputs
        .tables()
        .ifKnown()
        .map(
            rows ->
                rows.stream()
                    .filter(r -> r.get(TABLE_ACCESS).equals(Fact.known(access)))
                    .map(Grounds::name)
                    .distinct()
                    .sorted()
                    .limit(MOST)
                    .toList())
        .orElseGet(List::of);
  }

  private static String name(InputRow table) {
    return table.get(TABLE_PROJECT).ifKnown().map(p -> p + ".").orElse("")
        + table.get(TABLE_DATASET).ifKnown().map(d -> d + ".").orElse("")
        + table.get(TABLE_NAME).ifKnown().orElse("?");
  }

  private static List<String> sensitive(Policy policy, PolicyInputs inputs) {
    TreeSet<String> found = new TreeSet<>();
    for (InputRow row : inputs.columns().ifKnown().orElseGet(List::of)) {
      ColumnRef column =
          new ColumnRef(
              new TableRef(row.get(COLUMN_PROJECT), row.get(COLUMN_DATASET), row.get(COLUMN_TABLE)),
              row.get(COLUMN_PATH).map(path -> List.of(path.split("\\.", -1))));
      for (Tag tag : policy.tags()) {
        if (tag.isOn(column, row.get(COLUMN_POLICY_TAGS)) != Truth.FALSE) {
          found.add(
              row.get(COLUMN_DATASET).ifKnown().map(d -> d + ".").orElse("")
                  + row.get(COLUMN_TABLE).ifKnown().orElse("?")
                  + "."
                  + row.get(COLUMN_PATH).ifKnown().orElse("?")
                  + " ("
                  + tag.name()
                  + ")");
        }
      }
    }
    return found.stream().limit(MOST).toList();
  }

  private static List<String> partitions(ScriptFacts facts) {
    return facts.statements().stream()
        .flatMap(s -> s.unfilteredPartitions().toOptional().stream())
        .flatMap(java.util.Set::stream)
        .map(Object::toString)
        .distinct()
        .sorted()
        .limit(MOST)
        .toList();
  }

  private static List<String> unknown(
      PolicyInputs inputs, Optional<ScriptFacts> facts, Estimate estimate) {
    List<String> lines = new ArrayList<>();
    facts.ifPresent(
        f -> f.doubts().stream().limit(20).forEach(d -> lines.add("the statement: " + d.detail())));
    if (inputs.tables() instanceof Fact.Unknown<List<InputRow>>(String why)) {
      lines.add("the tables: " + why);
    }
    if (inputs.columns() instanceof Fact.Unknown<List<InputRow>>(String why)) {
      lines.add("the columns: " + why);
    }
    if (estimate.bytes() instanceof dev.chaperone.sql.Fact.Unknown<Long>(String why)) {
      lines.add("the bytes: " + why);
    }
    return lines;
  }
}
