package dev.chaperone.googlesql.sandbox.engine;

import java.util.List;
import java.util.Optional;

/** Puts an analysis together, step by step. */
record Analyses(Analysis so) {
  static Analyses of(Warehouse warehouse, Query query, String statementType) {
    return new Analyses(
        new Analysis(
            query,
            warehouse,
            statementType,
            List.of(),
            false,
            List.of(),
            List.of(),
            0,
            Optional.empty(),
            Optional.empty(),
            new Plan.Skip()));
  }

  Analyses answering(List<Column> schema, boolean valueTable) {
    return new Analyses(
        new Analysis(
            so.query(),
            so.warehouse(),
            so.statementType(),
            schema,
            valueTable,
            so.tables(),
            so.views(),
            so.bytesProcessed(),
            so.ddl(),
            so.target(),
            so.plan()));
  }

  Analyses reading(Reading reading, List<Table> views) {
    return new Analyses(
        new Analysis(
            so.query(),
            so.warehouse(),
            so.statementType(),
            so.schema(),
            so.valueTable(),
            reading.tables(),
            views,
            reading.bytes(),
            so.ddl(),
            so.target(),
            so.plan()));
  }

  Analyses writing(TableId target) {
    return with(so.ddl(), Optional.of(target));
  }

  Analyses defining(Analysis.Ddl ddl) {
    return with(Optional.of(ddl), ddl.table());
  }

  private Analyses with(Optional<Analysis.Ddl> ddl, Optional<TableId> target) {
    return new Analyses(
        new Analysis(
            so.query(),
            so.warehouse(),
            so.statementType(),
            so.schema(),
            so.valueTable(),
            so.tables(),
            so.views(),
            so.bytesProcessed(),
            ddl,
            target,
            so.plan()));
  }

  Analysis planned(Plan plan) {
    return new Analysis(
        so.query(),
        so.warehouse(),
        so.statementType(),
        so.schema(),
        so.valueTable(),
        so.tables(),
        so.views(),
        so.bytesProcessed(),
        so.ddl(),
        so.target(),
        plan);
  }
}
