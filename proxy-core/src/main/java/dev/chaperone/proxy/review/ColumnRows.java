package dev.chaperone.proxy.review;

import static dev.chaperone.proxy.policy.input.InputFields.COLUMN_DATASET;
import static dev.chaperone.proxy.policy.input.InputFields.COLUMN_PATH;
import static dev.chaperone.proxy.policy.input.InputFields.COLUMN_POLICY_TAGS;
import static dev.chaperone.proxy.policy.input.InputFields.COLUMN_PROJECT;
import static dev.chaperone.proxy.policy.input.InputFields.COLUMN_TABLE;
import static dev.chaperone.proxy.policy.input.InputFields.COLUMN_USES;

import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.masking.Inheritances;
import dev.chaperone.proxy.masking.Lineages;
import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.sql.ColumnRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes down columns for policies, with those that their tables were filled from. */
final class ColumnRows {
  private final Lineages lineages;
  private final Inheritances inheritances;

  ColumnRows(Optional<CatalogueView> catalogue, Inheritances inheritances) {
    this.lineages = new Lineages(catalogue);
    this.inheritances = inheritances;
  }

  /**
   * @param uses how each is used
   * @param known whether those are all uses
   */
  Fact<List<InputRow>> of(Map<ColumnRef, Set<String>> uses, boolean known) {
    Map<Origin, Set<String>> all = new LinkedHashMap<>();
    for (Map.Entry<ColumnRef, Set<String>> entry : uses.entrySet()) {
      Origin own = lineages.origin(entry.getKey());
      Inheritances.Closure closure = inheritances.of(own);
      if (!closure.known()) {
        return Fact.unknown("what " + own.tableName() + " was filled from is not known");
      }
      for (Origin origin : closure.from()) {
        all.computeIfAbsent(origin, o -> new TreeSet<>()).addAll(entry.getValue());
      }
    }
    return Fact.known(
        all.entrySet().stream().map(e -> row(e.getKey(), e.getValue(), known)).toList());
  }

  private static InputRow row(Origin column, Set<String> uses, boolean known) {
    InputRow.Builder row =
        InputRow.builder()
            .set(COLUMN_TABLE, column.table())
            .set(COLUMN_PATH, column.path())
            .setFact(
                COLUMN_USES,
                known
                    ? Fact.known(List.copyOf(uses))
                    : Fact.unknown("what the result shows is not followed"));
    if (!column.project().isEmpty()) {
      row.set(COLUMN_PROJECT, column.project());
    }
    if (!column.dataset().isEmpty()) {
      row.set(COLUMN_DATASET, column.dataset());
    }
    if (column.tagsKnown()) {
      row.set(COLUMN_POLICY_TAGS, column.policyTags());
    }
    return row.build();
  }
}
