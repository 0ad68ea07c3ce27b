package dev.chaperone.sql;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known of one statement.
 *
 * @param start where it begins in the text, in characters
 * @param end behind its last character
 * @param depth how many procedural blocks it stands in
 * @param effect what it does, at least
 * @param reads relations it names and reads
 * @param readsThroughViews what those views read in turn; unknown without their definitions
 * @param writes relations and other things it creates, changes or drops
 * @param routines what it calls that is not built in
 * @param output columns of its result; unknown means that any of them may show anything read
 * @param uses columns in filters, joins, grouping and the like
 * @param columns every column it touches
 * @param limit the most rows its result can have, where it says so
 * @param unfilteredPartitions partitioned tables it reads without a filter on the partition
 */
public record StatementFacts(
    int start,
    int end,
    int depth,
    StatementKind kind,
    Effect effect,
    Set<Risk> risks,
    Fact<Set<TableName>> reads,
    Fact<Set<TableName>> readsThroughViews,
    Fact<Set<TableName>> writes,
    Fact<Set<RoutineName>> routines,
    Fact<List<OutputColumn>> output,
    Fact<Set<ColumnUse>> uses,
    Fact<Set<ColumnRef>> columns,
    Parameters parameters,
    Fact<OptionalLong> limit,
    Fact<Set<TableName>> unfilteredPartitions) {

  public StatementFacts {
    if (start < 0 || end < start || depth < 0) {
      throw new IllegalArgumentException("a statement needs a place");
    }
    Objects.requireNonNull(kind);
    Objects.requireNonNull(effect);
    Objects.requireNonNull(parameters);
    Objects.requireNonNull(limit);
    risks = Set.copyOf(risks);
    reads = reads.map(Set::copyOf);
    readsThroughViews = readsThroughViews.map(Set::copyOf);
    writes = writes.map(Set::copyOf);
    routines = routines.map(Set::copyOf);
    output = output.map(List::copyOf);
    uses = uses.map(Set::copyOf);
    columns = columns.map(Set::copyOf);
    unfilteredPartitions = unfilteredPartitions.map(Set::copyOf);
  }

  /** The effect a kind has once the risks found with it are counted in. */
  public static Effect effectOf(StatementKind kind, Set<Risk> risks) {
    boolean hidden = risks.stream().anyMatch(Risk::hidesEffect);
    boolean harmless = kind.effect() == Effect.READ || kind.effect() == Effect.CONTROL;
    if (hidden && harmless) {
      return Effect.UNKNOWN;
    }
    // Lives and dies with the script, and stores no rows.
    if (kind == StatementKind.CREATE_FUNCTION && risks.contains(Risk.TEMPORARY)) {
      return hidden ? Effect.UNKNOWN : Effect.CONTROL;
    }
    return kind.effect();
  }

  /**
   * Whether what stands in its body runs with it or, as that of a temporary function, with the same
   * script: not with what is only kept for later.
   */
  public static boolean runsItsBody(StatementKind kind, Set<Risk> risks) {
    return kind.effect() != Effect.SCHEMA
        || kind == StatementKind.CREATE_TABLE_AS_SELECT
        || kind == StatementKind.CREATE_MODEL
        || risks.contains(Risk.TEMPORARY);
  }

  /** The same statement with more found in it. */
  public StatementFacts withRisks(Set<Risk> more) {
    if (risks.containsAll(more)) {
      return this;
    }
    EnumSet<Risk> all = EnumSet.copyOf(more);
    all.addAll(risks);
    return toBuilder().risks(all).effect(worse(effect, effectOf(kind, all))).build();
  }

  public StatementFactsBuilder toBuilder() {
    return new StatementFactsBuilder(this);
  }

  static Effect worse(Effect one, Effect other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
