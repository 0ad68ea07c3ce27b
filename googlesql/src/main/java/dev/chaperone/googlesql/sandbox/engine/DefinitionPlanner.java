package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.AnyResolvedCreateStatementProto;
import com.google.zetasql.AnyResolvedStatementProto;
import com.google.zetasql.ResolvedColumnDefinitionProto;
import com.google.zetasql.ResolvedCreateSchemaStmtBaseProto;
import com.google.zetasql.ResolvedCreateStatementProto;
import com.google.zetasql.ResolvedCreateViewBaseProto;
import com.google.zetasql.ResolvedDropStmtProto;
import com.google.zetasql.resolvedast.ResolvedCreateStatementEnums.CreateScope;
import com.google.zetasql.resolvedast.ResolvedDropStmtEnums.DropMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plans what makes and drops datasets and views, and hands on what is about tables. */
final class DefinitionPlanner {
  private final Resolver resolver;
  private final TableCreation tables;

  DefinitionPlanner(Resolver resolver, Expansion expansion) {
    this.resolver = resolver;
    this.tables = new TableCreation(resolver, expansion);
  }

  Planned plan(Warehouse warehouse, Query given, Expansion.Expanded expanded) throws SqlFailure {
    AnyResolvedStatementProto statement = expanded.statement();
    Names names = new Names(warehouse, given.defaultDataset());
    if (statement.hasResolvedDropStmtNode()) {
      return drop(names, given, statement.getResolvedDropStmtNode());
    }
    if (statement.hasResolvedAlterObjectStmtNode()) {
      return AlterationPlanner.plan(names, given, statement.getResolvedAlterObjectStmtNode());
    }
    AnyResolvedCreateStatementProto create = statement.getResolvedCreateStatementNode();
    if (create.getResolvedCreateTableStmtBaseNode().hasResolvedCreateTableStmtNode()) {
      return tables.empty(
          names,
          given,
          create.getResolvedCreateTableStmtBaseNode().getResolvedCreateTableStmtNode());
    }
    if (create.getResolvedCreateTableStmtBaseNode().hasResolvedCreateTableAsSelectStmtNode()) {
      return tables.filled(names, given, expanded);
    }
    if (create.getResolvedCreateViewBaseNode().hasResolvedCreateViewStmtNode()) {
      return view(names, given, expanded);
    }
    if (create.getResolvedCreateSchemaStmtBaseNode().hasResolvedCreateSchemaStmtNode()) {
      return schema(names, given, create);
    }
    throw SqlFailure.unsupported(
        "%s statements are not available."
            .formatted(ResolvedTree.statementType(statement).replace('_', ' ')));
  }

  private Planned view(Names names, Query given, Expansion.Expanded expanded) throws SqlFailure {
    String what = "CREATE VIEW";
    ResolvedCreateViewBaseProto create =
        expanded
            .statement()
            .getResolvedCreateStatementNode()
            .getResolvedCreateViewBaseNode()
            .getResolvedCreateViewStmtNode()
            .getParent();
    Clauses.check(
        what,
        create,
        "option_list",
        "output_column_list",
        "query",
        "sql",
        "column_definition_list");
    for (ResolvedColumnDefinitionProto definition : create.getColumnDefinitionListList()) {
      Clauses.check(what, definition, "name", "type", "column");
    }
    if (!ResolvedTree.of(create).parameters().isEmpty()) {
      throw SqlFailure.invalid("Query parameters cannot be used in a view.");
    }
    Target target = Target.of(what, names, create.getParent(), "VIEW");
    Analyses analysis = Analyses.of(names.warehouse(), given, "CREATE_VIEW").defining(target.ddl());
    if (target.kept()) {
      return analysis.planned(new Plan.Skip());
    }
    if (expanded.views().stream().anyMatch(v -> v.id().equals(target.id()))) {
      throw SqlFailure.invalid(
          "The view %s would name itself.".formatted(target.id().in(names.warehouse().project())));
    }
    List<Column> columns =
        create.getOutputColumnListList().stream()
            .map(c -> new Column(c.getName(), c.getColumn().getType()))
            .toList();
    ColumnRules.check(columns);
    Options options = Options.of(what, create.getOptionListList());
    SqlText text = new SqlText(given.sql());
    ParsedQuery query = ParsedQuery.ofView(resolver.parsed(given.sql()));
    View view = new View(text.part(query.start(), query.end()), given.defaultDataset());
    return analysis
        .reading(
            new Reading(Reading.of(names.warehouse(), expanded.statement()).tables(), 0),
            expanded.views())
        .planned(
            new Plan.CreateView(
                target.id(), columns, new Plan.Extras(Optional.empty(), options.text()), view));
  }

  private static Planned schema(Names names, Query given, AnyResolvedCreateStatementProto create)
      throws SqlFailure {
    String what = "CREATE SCHEMA";
    var node = create.getResolvedCreateSchemaStmtBaseNode().getResolvedCreateSchemaStmtNode();
    Clauses.check(what, node);
    ResolvedCreateSchemaStmtBaseProto base = node.getParent();
    Clauses.check(what, base, "option_list");
    Options options = Options.of(what, base.getOptionListList());
    checkScope(what, base.getParent());
    String dataset = names.dataset(base.getParent().getNamePathList());
    Analyses analysis = Analyses.of(names.warehouse(), given, "CREATE_SCHEMA");
    if (names.warehouse().dataset(dataset).isPresent()) {
      return switch (Target.mode(base.getParent())) {
        case KEEP -> analysis.defining(Analysis.Ddl.of("SKIP", dataset)).planned(new Plan.Skip());
        case CREATE ->
            throw SqlFailure.duplicate(
                "Dataset %s:%s".formatted(names.warehouse().project(), dataset));
        case REPLACE -> throw SqlFailure.unsupported("a dataset cannot be replaced.");
      };
    }
    names.checkNew(dataset);
    return analysis
        .defining(Analysis.Ddl.of("CREATE", dataset))
        .planned(new Plan.CreateSchema(dataset, options.text().orElse("")));
  }

  private static Planned drop(Names names, Query given, ResolvedDropStmtProto drop)
      throws SqlFailure {
    String type = drop.getObjectType().toUpperCase(Locale.ROOT);
    return switch (type) {
      case "SCHEMA" -> dropSchema(names, given, drop);
      case "TABLE", "VIEW" -> {
        TableId id = names.table(drop.getNamePathList());
        Analyses analysis = Analyses.of(names.warehouse(), given, "DROP_" + type);
        Optional<Table> table = names.warehouse().table(id);
        if (table.isEmpty()) {
          if (!drop.getIsIfExists()) {
            throw SqlFailure.notFound("Table " + id.in(names.warehouse().project()));
          }
          yield analysis.defining(Analysis.Ddl.of("SKIP", id)).planned(new Plan.Skip());
        }
        checkType(names.warehouse(), table.get(), type);
        yield analysis.defining(Analysis.Ddl.of("DROP", id)).planned(new Plan.Drop(id));
      }
      default -> throw SqlFailure.unsupported("DROP %s is not available.".formatted(type));
    };
  }

  private static Planned dropSchema(Names names, Query given, ResolvedDropStmtProto drop)
      throws SqlFailure {
    String name = names.dataset(drop.getNamePathList());
    Analyses analysis = Analyses.of(names.warehouse(), given, "DROP_SCHEMA");
    Optional<Dataset> dataset = names.warehouse().dataset(name);
    if (dataset.isEmpty() && drop.getIsIfExists()) {
      return analysis.defining(Analysis.Ddl.of("SKIP", name)).planned(new Plan.Skip());
    }
    if (!names.existing(name).tables().isEmpty() && drop.getDropMode() != DropMode.CASCADE) {
      throw new SqlFailure(
          SqlFailure.Reason.IN_USE,
          "Dataset %s:%s is still in use".formatted(names.warehouse().project(), name));
    }
    return analysis.defining(Analysis.Ddl.of("DROP", name)).planned(new Plan.DropSchema(name));
  }

  static void checkScope(String what, ResolvedCreateStatementProto create) throws SqlFailure {
    if (create.getCreateScope() != CreateScope.CREATE_DEFAULT_SCOPE) {
      throw SqlFailure.unsupported(what + " TEMP is not available, as there are no sessions.");
    }
  }

  static void checkTable(Warehouse warehouse, Table table) throws SqlFailure {
    checkType(warehouse, table, "TABLE");
  }

  /** Fails for a view where a table is wanted, and the other way round. */
  static void checkType(Warehouse warehouse, Table table, String wanted) throws SqlFailure {
    String is = table.isView() ? "VIEW" : "TABLE";
    if (!is.equals(wanted)) {
      throw SqlFailure.invalid(
          "%s is not allowed for this operation because it is currently a %s."
              .formatted(table.id().in(warehouse.project()), is));
    }
  }
}
