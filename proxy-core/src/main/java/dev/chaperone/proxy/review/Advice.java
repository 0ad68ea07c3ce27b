package dev.chaperone.proxy.review;

import dev.chaperone.sql.Risk;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says how a statement could be written so that it asks for less. */
final class Advice {
  private Advice() {}

  /** In sentences; {@code ""} if there is nothing to say. */
  static String of(ScriptFacts facts) {
    List<String> advice = new ArrayList<>();
    Set<String> unfiltered = new TreeSet<>();
    for (StatementFacts statement : facts.statements()) {
      statement
          .unfilteredPartitions()
          .toOptional()
          .ifPresent(tables -> tables.stream().map(TableName::dotted).forEach(unfiltered::add));
    }
    if (!unfiltered.isEmpty()) {
      advice.add("Filter on the partition of " + String.join(", ", unfiltered) + ".");
    }
    if (facts.risks().contains(Risk.SELECT_STAR)) {
      advice.add("Name the columns you need in place of *.");
    }
    if (facts.risks().contains(Risk.WILDCARD_TABLE)) {
      advice.add("Name the tables you need, or filter on _TABLE_SUFFIX.");
    }
    if (facts.risks().contains(Risk.LEGACY_SQL)) {
      advice.add("Set useLegacySql to false and write GoogleSQL.");
    }
    return String.join(" ", advice);
  }
}
