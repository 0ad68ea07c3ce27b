package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.AnyResolvedExprProto;
import com.google.zetasql.ResolvedColumnDefinitionProto;
import com.google.zetasql.ResolvedCreateTableAsSelectStmtProto;
import com.google.zetasql.ResolvedCreateTableStmtBaseProto;
import com.google.zetasql.ResolvedCreateTableStmtProto;
import com.google.zetasql.ResolvedFunctionCallBaseProto;
import com.google.zetasql.ResolvedFunctionCallProto;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.parser.AnyASTStatementProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans CREATE TABLE, with columns or with a query. */
final class TableCreation {
  private static final String WHAT = "CREATE TABLE";

  private final Resolver resolver;
  private final Expansion expansion;

  TableCreation(Resolver resolver, Expansion expansion) {
    this.resolver = resolver;
    this.expansion = expansion;
  }

  Planned empty(Names names, Query given, ResolvedCreateTableStmtProto create) throws SqlFailure {
    Clauses.check(WHAT, create, "partition_by_list");
    Target target = target(names, create.getParent());
    Analyses analysis =
        Analyses.of(names.warehouse(), given, "CREATE_TABLE").defining(target.ddl());
    if (target.kept()) {
      return analysis.planned(new Plan.Skip());
    }
    List<Column> columns = columns(create.getParent());
    return analysis.planned(
        new Plan.CreateTable(
            target.id(),
            columns,
            extras(create.getParent(), create.getPartitionByListList()),
            Optional.empty()));
  }

  Planned filled(Names names, Query given, Expansion.Expanded expanded) throws SqlFailure {
    ResolvedCreateTableAsSelectStmtProto create =
        expanded
            .statement()
            .getResolvedCreateStatementNode()
            .getResolvedCreateTableStmtBaseNode()
            .getResolvedCreateTableAsSelectStmtNode();
    Clauses.check(WHAT, create, "partition_by_list", "output_column_list", "query");
    Target target = target(names, create.getParent());
    Analyses analysis =
        Analyses.of(names.warehouse(), given, "CREATE_TABLE_AS_SELECT").defining(target.ddl());
    if (target.kept()) {
      return analysis.planned(new Plan.Skip());
    }
    AnyASTStatementProto parsed = resolver.parsed(expanded.query().sql());
    checkNoColumnList(parsed);
    ParsedQuery query = ParsedQuery.ofTable(parsed);
    Source source =
        expansion.source(
            names.warehouse(),
            expanded.query(),
            expanded.statement(),
            Optional.empty(),
            query.start(),
            query.end());
    return analysis
        .reading(Reading.of(names.warehouse(), expanded.statement()), expanded.views())
        .planned(
            new Plan.CreateTable(
                target.id(),
                columns(create.getParent()),
                extras(create.getParent(), create.getPartitionByListList()),
                Optional.of(source)));
  }

  /** The query alone is run, and it knows nothing of the types a column list gives. */
  private static void checkNoColumnList(AnyASTStatementProto parsed) throws SqlFailure {
    if (parsed
        .getAstDdlStatementNode()
        .getAstCreateStatementNode()
        .getAstCreateTableStmtBaseNode()
        .getAstCreateTableStatementNode()
        .getParent()
        .hasTableElementList()) {
      throw SqlFailure.unsupported(
          "CREATE TABLE with both columns and a query is not available; name and cast the columns"
              + " in the query.");
    }
  }

  private static Target target(Names names, ResolvedCreateTableStmtBaseProto create)
      throws SqlFailure {
    Clauses.check(WHAT, create, "option_list", "column_definition_list");
    return Target.of(WHAT, names, create.getParent(), "TABLE");
  }

  private static List<Column> columns(ResolvedCreateTableStmtBaseProto create) throws SqlFailure {
    List<Column> columns = new ArrayList<>();
    for (ResolvedColumnDefinitionProto definition : create.getColumnDefinitionListList()) {
      columns.add(column(WHAT, definition));
    }
    ColumnRules.check(columns);
    return columns;
  }

  static Column column(String what, ResolvedColumnDefinitionProto definition) throws SqlFailure {
    Clauses.check(what, definition, "name", "type", "annotations", "column");
    Clauses.check(what, definition.getAnnotations(), "not_null");
    return new Column(
        definition.getName(), definition.getType(), definition.getAnnotations().getNotNull());
  }

  private static Plan.Extras extras(
      ResolvedCreateTableStmtBaseProto create, List<AnyResolvedExprProto> partitions)
      throws SqlFailure {
    Optional<String> partition =
        partitions.isEmpty() ? Optional.empty() : Optional.of(partitionColumn(partitions));
    return new Plan.Extras(partition, Options.of(WHAT, create.getOptionListList()).text());
  }

  /** The column of {@code PARTITION BY day} or {@code PARTITION BY DATE(moment)}. */
  private static String partitionColumn(List<AnyResolvedExprProto> partitions) throws SqlFailure {
    AnyResolvedExprProto by = partitions.getFirst();
    ResolvedFunctionCallProto call =
        by.getResolvedFunctionCallBaseNode().getResolvedFunctionCallNode();
    ResolvedFunctionCallBaseProto function = call.getParent();
    if (function.getFunction().getName().equals("ZetaSQL:date")
        && function.getArgumentListCount() == 1) {
      by = function.getArgumentList(0);
    }
    boolean column = by.hasResolvedColumnRefNode();
    boolean day =
        by.getResolvedColumnRefNode().getColumn().getType().getTypeKind() == TypeKind.TYPE_DATE;
    if (partitions.size() > 1 || !column || (!day && !function.hasFunction())) {
      throw SqlFailure.unsupported(
          "a table is partitioned by a DATE column or by DATE of a column, not otherwise.");
    }
    return by.getResolvedColumnRefNode().getColumn().getName();
  }
}
