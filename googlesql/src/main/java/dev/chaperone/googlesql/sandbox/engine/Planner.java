package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.AnyResolvedStatementProto;
import com.google.zetasql.ResolvedInsertStmtProto;
import com.google.zetasql.ResolvedQueryStmtProto;
import com.google.zetasql.ResolvedTableScanProto;
import com.google.zetasql.resolvedast.ResolvedInsertStmtEnums.InsertMode;
import java.util.List;
import java.util.Optional;

/** Finds out what a statement would do, and refuses what cannot be done, before anything runs. */
final class Planner {
  private final Expansion expansion;
  private final DefinitionPlanner definitions;

  Planner(Resolver resolver) {
    this.expansion = new Expansion(resolver);
    this.definitions = new DefinitionPlanner(resolver, expansion);
  }

  Planned plan(Warehouse warehouse, Query given, Optional<Destination> destination)
      throws SqlFailure {
    Expansion.Expanded expanded = expansion.withoutViews(warehouse, given);
    AnyResolvedStatementProto statement = expanded.statement();
    if (destination.isPresent() && !statement.hasResolvedQueryStmtNode()) {
      throw SqlFailure.invalid(
          "Cannot set destination table in jobs with %s statements"
              .formatted(ResolvedTree.target(statement).isPresent() ? "DML" : "DDL"));
    }
    return switch (statement.getNodeCase()) {
      case RESOLVED_QUERY_STMT_NODE -> query(warehouse, given, expanded, destination);
      case RESOLVED_INSERT_STMT_NODE -> {
        checkInsert(statement.getResolvedInsertStmtNode());
        yield change(warehouse, given, expanded, Plan.Change.INSERT);
      }
      case RESOLVED_UPDATE_STMT_NODE -> {
        Clauses.check(
            "UPDATE",
            statement.getResolvedUpdateStmtNode(),
            "table_scan",
            "column_access_list",
            "where_expr",
            "update_item_list",
            "from_scan");
        yield change(warehouse, given, expanded, Plan.Change.UPDATE);
      }
      case RESOLVED_DELETE_STMT_NODE -> {
        Clauses.check(
            "DELETE",
            statement.getResolvedDeleteStmtNode(),
            "table_scan",
            "column_access_list",
            "where_expr");
        yield change(warehouse, given, expanded, Plan.Change.DELETE);
      }
      case RESOLVED_TRUNCATE_STMT_NODE -> {
        Clauses.check("TRUNCATE", statement.getResolvedTruncateStmtNode(), "table_scan");
        Table target = target(warehouse, statement);
        yield Analyses.of(warehouse, given, "TRUNCATE_TABLE")
            .writing(target.id())
            .planned(new Plan.Truncate(target));
      }
      case RESOLVED_CREATE_STATEMENT_NODE,
          RESOLVED_DROP_STMT_NODE,
          RESOLVED_ALTER_OBJECT_STMT_NODE ->
          definitions.plan(warehouse, given, expanded);
      default ->
          throw SqlFailure.unsupported(
              "%s statements are not available."
                  .formatted(ResolvedTree.statementType(statement).replace('_', ' ')));
    };
  }

  private Planned query(
      Warehouse warehouse,
      Query given,
      Expansion.Expanded expanded,
      Optional<Destination> destination)
      throws SqlFailure {
    ResolvedQueryStmtProto select = expanded.statement().getResolvedQueryStmtNode();
    Source source =
        expansion.source(
            warehouse,
            expanded.query(),
            expanded.statement(),
            Optional.empty(),
            0,
            new SqlText(expanded.query().sql()).length());
    List<Column> schema = ResultSchema.of(select);
    Analyses analysis =
        Analyses.of(warehouse, given, "SELECT")
            .reading(Reading.of(warehouse, expanded.statement()), expanded.views())
            .answering(schema, select.getIsValueTable());
    if (destination.isEmpty()) {
      return analysis.planned(new Plan.Read(source));
    }
    checkDestination(warehouse, destination.get(), schema);
    return analysis
        .writing(destination.get().table())
        .planned(new Plan.Store(source, destination.get()));
  }

  private static void checkDestination(
      Warehouse warehouse, Destination destination, List<Column> schema) throws SqlFailure {
    TableId id = destination.table();
    Names names = new Names(warehouse, Optional.empty());
    names.existing(id.dataset());
    Optional<Table> existing = warehouse.table(id);
    String name = "Table " + id.in(warehouse.project());
    if (existing.isEmpty()) {
      if (!destination.create()) {
        throw SqlFailure.notFound(name);
      }
      names.checkNew(id);
      ColumnRules.check(schema);
      return;
    }
    DefinitionPlanner.checkTable(warehouse, existing.get());
    switch (destination.disposition()) {
      case EMPTY -> {
        if (!existing.get().contents().rows().isEmpty()) {
          throw SqlFailure.duplicate(name);
        }
        ColumnRules.check(schema);
      }
      case TRUNCATE -> ColumnRules.check(schema);
      case APPEND -> Appending.check(existing.get(), schema, name);
    }
  }

  private Planned change(
      Warehouse warehouse, Query given, Expansion.Expanded expanded, Plan.Change change)
      throws SqlFailure {
    AnyResolvedStatementProto statement = expanded.statement();
    Table target = target(warehouse, statement);
    Optional<ResolvedTableScanProto> insertInto =
        ResolvedTree.target(statement).filter(t -> change == Plan.Change.INSERT);
    Source source =
        expansion.source(
            warehouse,
            expanded.query(),
            statement,
            insertInto,
            0,
            new SqlText(expanded.query().sql()).length());
    return Analyses.of(warehouse, given, change.name())
        .reading(Reading.of(warehouse, statement), expanded.views())
        .writing(target.id())
        .planned(new Plan.Modify(source, target, change));
  }

  private static Table target(Warehouse warehouse, AnyResolvedStatementProto statement)
      throws SqlFailure {
    Table target =
        Expansion.relation(warehouse.relations(), ResolvedTree.target(statement).orElseThrow());
    if (warehouse.table(target.id()).isEmpty()) {
      throw SqlFailure.invalid(
          "Rows of a metadata view cannot be changed: " + target.id().in(warehouse.project()));
    }
    return target;
  }

  private static void checkInsert(ResolvedInsertStmtProto insert) throws SqlFailure {
    Clauses.check(
        "INSERT",
        insert,
        "table_scan",
        "insert_mode",
        "insert_column_list",
        "query_parameter_list",
        "query",
        "query_output_column_list",
        "row_list",
        "column_access_list");
    if (insert.getInsertMode() != InsertMode.OR_ERROR) {
      throw SqlFailure.unsupported(
          "INSERT %s is not available.".formatted(insert.getInsertMode().name().replace('_', ' ')));
    }
  }
}
