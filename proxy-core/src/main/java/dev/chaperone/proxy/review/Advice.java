package dev.chaperone.proxy.review;

import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.catalogue.TableInfo;
import dev.chaperone.proxy.sql.rewrite.Narrower;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says how a statement could be written so that it asks for less.
 *
 * @param view where tables are looked up, if that was allowed already
 */
record Advice(String sql, ScriptFacts facts, Optional<CatalogueView> view) {

  /** In sentences, with a statement at the end where one can be written; {@code ""} if nothing. */
  String text() {
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
    if (!advice.isEmpty()) {
      example().ifPresent(other -> advice.add("For example: " + other));
    }
    return String.join(" ", advice);
  }

  /** Leaves out columns with BigQuery's policy tags: whoever tagged them meant to be asked. */
  private Optional<String> example() {
    Set<TableName> reads = facts.reads().toOptional().orElseGet(Set::of);
    if (view.isEmpty() || reads.size() != 1) {
      return Optional.empty();
    }
    Optional<TableInfo> table = view.get().table(reads.iterator().next());
    return table.flatMap(
        info ->
            Narrower.narrow(
                sql,
                facts,
                info.entry(),
                info.policyTags().keySet().stream()
                    .map(path -> path.replaceFirst("\\..*", ""))
                    .collect(Collectors.toSet())));
  }
}
