package dev.chaperone.googlesql.sandbox.engine;

import java.util.List;
import java.util.Optional;

/** Puts together, step by step, what is known of a statement, and ends with its plan. */
final class Analyses {
  private final Warehouse warehouse;
  private final Query query;
  private final String statementType;
  private Optional<Analysis.Answer> rows = Optional.empty();
  private Reading reading = new Reading(List.of(), 0);
  private List<Table> views = List.of();
  private Optional<Analysis.Ddl> ddl = Optional.empty();
  private Optional<TableId> target = Optional.empty();

  private Analyses(Warehouse warehouse, Query query, String statementType) {
    this.warehouse = warehouse;
    this.query = query;
    this.statementType = statementType;
  }

  static Analyses of(Warehouse warehouse, Query query, String statementType) {
    return new Analyses(warehouse, query, statementType);
  }

  Analyses answering(List<Column> schema, boolean valueTable) {
    rows = Optional.of(new Analysis.Answer(schema, valueTable));
    return this;
  }

  Analyses reading(Reading what, List<Table> throughViews) {
    reading = what;
    views = throughViews;
    return this;
  }

  Analyses writing(TableId table) {
    target = Optional.of(table);
    return this;
  }

  Analyses defining(Analysis.Ddl what) {
    ddl = Optional.of(what);
    target = what.table();
    return this;
  }

  Planned planned(Plan plan) {
    Analysis analysis =
        new Analysis(
            warehouse.project(),
            query,
            statementType,
            rows,
            ids(reading.tables()),
            ids(views),
            reading.bytes(),
            ddl,
            target);
    return new Planned(analysis, warehouse, plan);
  }

  private static List<TableId> ids(List<Table> tables) {
    return tables.stream().map(Table::id).toList();
  }
}
