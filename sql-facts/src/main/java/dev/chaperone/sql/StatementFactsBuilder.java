package dev.chaperone.sql;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Gathers a statement's facts; what nobody establishes stays unknown. */
public final class StatementFactsBuilder {
  private int start;
  private int end;
  private int depth;
  private StatementKind kind;
  private Effect effect;
  private Set<Risk> risks = Set.of();
  private Fact<Set<TableName>> reads;
  private Fact<Set<TableName>> readsThroughViews;
  private Fact<Set<TableName>> writes;
  private Fact<Set<RoutineName>> routines;
  private Fact<List<OutputColumn>> output;
  private Fact<Set<ColumnUse>> uses;
  private Fact<Set<ColumnRef>> columns;
  private Parameters parameters = Parameters.NONE;
  private Fact<OptionalLong> limit;
  private Fact<Set<TableName>> unfilteredPartitions;

  /** Begins with nothing known but the kind; what is missing is missing for this reason. */
  public StatementFactsBuilder(StatementKind kind, String reason) {
    this.kind = kind;
    this.effect = kind.effect();
    this.reads = Fact.unknown(reason);
    this.readsThroughViews = Fact.unknown(reason);
    this.writes = Fact.unknown(reason);
    this.routines = Fact.unknown(reason);
    this.output = Fact.unknown(reason);
    this.uses = Fact.unknown(reason);
    this.columns = Fact.unknown(reason);
    this.limit = Fact.unknown(reason);
    this.unfilteredPartitions = Fact.unknown(reason);
  }

  StatementFactsBuilder(StatementFacts facts) {
    this.start = facts.start();
    this.end = facts.end();
    this.depth = facts.depth();
    this.kind = facts.kind();
    this.effect = facts.effect();
    this.risks = facts.risks();
    this.reads = facts.reads();
    this.readsThroughViews = facts.readsThroughViews();
    this.writes = facts.writes();
    this.routines = facts.routines();
    this.output = facts.output();
    this.uses = facts.uses();
    this.columns = facts.columns();
    this.parameters = facts.parameters();
    this.limit = facts.limit();
    this.unfilteredPartitions = facts.unfilteredPartitions();
  }

  public StatementFactsBuilder span(int from, int to, int blocks) {
    this.start = from;
    this.end = to;
    this.depth = blocks;
    return this;
  }

  public StatementFactsBuilder kind(StatementKind value) {
    this.kind = value;
    return this;
  }

  public StatementFactsBuilder effect(Effect value) {
    this.effect = value;
    return this;
  }

  public StatementFactsBuilder risks(Set<Risk> value) {
    this.risks = value;
    return this;
  }

  public StatementFactsBuilder reads(Fact<Set<TableName>> value) {
    this.reads = value;
    return this;
  }

  public StatementFactsBuilder readsThroughViews(Fact<Set<TableName>> value) {
    this.readsThroughViews = value;
    return this;
  }

  public StatementFactsBuilder writes(Fact<Set<TableName>> value) {
    this.writes = value;
    return this;
  }

  public StatementFactsBuilder routines(Fact<Set<RoutineName>> value) {
    this.routines = value;
    return this;
  }

  public StatementFactsBuilder output(Fact<List<OutputColumn>> value) {
    this.output = value;
    return this;
  }

  public StatementFactsBuilder uses(Fact<Set<ColumnUse>> value) {
    this.uses = value;
    return this;
  }

  public StatementFactsBuilder columns(Fact<Set<ColumnRef>> value) {
    this.columns = value;
    return this;
  }

  public StatementFactsBuilder parameters(Parameters value) {
    this.parameters = value;
    return this;
  }

  public StatementFactsBuilder limit(Fact<OptionalLong> value) {
    this.limit = value;
    return this;
  }

  public StatementFactsBuilder unfilteredPartitions(Fact<Set<TableName>> value) {
    this.unfilteredPartitions = value;
    return this;
  }

  public StatementFacts build() {
    return new StatementFacts(
        start,
        end,
        depth,
        kind,
        effect,
        risks,
        reads,
        readsThroughViews,
        writes,
        routines,
        output,
        uses,
        columns,
        parameters,
        limit,
        unfilteredPartitions);
  }
}
