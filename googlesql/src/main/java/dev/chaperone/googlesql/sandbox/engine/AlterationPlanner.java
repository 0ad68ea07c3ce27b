package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.AnyResolvedAlterActionProto;
import com.google.zetasql.AnyResolvedAlterObjectStmtProto;
import com.google.zetasql.ResolvedAlterObjectStmtProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans ALTER TABLE that adds, drops or renames columns. */
final class AlterationPlanner {
  private static final String WHAT = "ALTER TABLE";

  private AlterationPlanner() {}

  static Planned plan(Names names, Query given, AnyResolvedAlterObjectStmtProto statement)
      throws SqlFailure {
    if (!statement.hasResolvedAlterTableStmtNode()) {
      throw SqlFailure.unsupported("ALTER is available for tables only.");
    }
    ResolvedAlterObjectStmtProto alter = statement.getResolvedAlterTableStmtNode().getParent();
    TableId id = names.table(alter.getNamePathList());
    Optional<Table> table = names.warehouse().table(id);
    Analyses analysis = Analyses.of(names.warehouse(), given, "ALTER_TABLE");
    if (table.isEmpty()) {
      if (!alter.getIsIfExists()) {
        throw SqlFailure.notFound("Table " + id.in(names.warehouse().project()));
      }
      return analysis.defining(Analysis.Ddl.of("SKIP", id)).planned(new Plan.Skip());
    }
    DefinitionPlanner.checkTable(names.warehouse(), table.get());
    List<Plan.Alteration> alterations = new ArrayList<>();
    List<Column> columns = new ArrayList<>(table.get().contents().columns());
    for (AnyResolvedAlterActionProto action : alter.getAlterActionListList()) {
      Optional<Plan.Alteration> alteration = alteration(columns, action);
      if (alteration.isPresent()) {
        checkPartition(table.get(), alteration.get());
        alterations.add(alteration.get());
        apply(columns, alteration.get());
      }
    }
    if (columns.isEmpty()) {
      throw SqlFailure.invalid("ALTER TABLE must leave at least one column");
    }
    ColumnRules.check(columns);
    return alterations.isEmpty()
        ? analysis.defining(Analysis.Ddl.of("SKIP", id)).planned(new Plan.Skip())
        : analysis
            .defining(Analysis.Ddl.of("ALTER", id))
            .planned(new Plan.Alter(table.get(), alterations));
  }

  /** None if there is nothing to do. */
  private static Optional<Plan.Alteration> alteration(
      List<Column> columns, AnyResolvedAlterActionProto action) throws SqlFailure {
    return switch (action.getNodeCase()) {
      case RESOLVED_ADD_COLUMN_ACTION_NODE -> {
        var add = action.getResolvedAddColumnActionNode();
        Clauses.check(WHAT, add, "is_if_not_exists", "column_definition");
        Column column = TableCreation.column(WHAT, add.getColumnDefinition());
        if (column.required()) {
          throw SqlFailure.invalid("Cannot add required columns to an existing table");
        }
        boolean exists = Appending.indexOf(columns, column.name()) >= 0;
        if (exists && !add.getIsIfNotExists()) {
          throw SqlFailure.invalid("Column already exists: " + column.name());
        }
        yield exists ? Optional.empty() : Optional.of(new Plan.Alteration.Add(column));
      }
      case RESOLVED_DROP_COLUMN_ACTION_NODE -> {
        var drop = action.getResolvedDropColumnActionNode();
        yield present(columns, drop.getName(), drop.getIsIfExists()).map(Plan.Alteration.Drop::new);
      }
      case RESOLVED_RENAME_COLUMN_ACTION_NODE -> {
        var rename = action.getResolvedRenameColumnActionNode();
        yield present(columns, rename.getName(), rename.getIsIfExists())
            .map(name -> new Plan.Alteration.Rename(name, rename.getNewName()));
      }
      default ->
          throw SqlFailure.unsupported(
              "ALTER TABLE can add, drop and rename columns, and nothing else.");
    };
  }

  private static Optional<String> present(List<Column> columns, String name, boolean ifExists)
      throws SqlFailure {
    int at = Appending.indexOf(columns, name);
    if (at < 0 && !ifExists) {
      throw SqlFailure.invalid("Column not found: " + name);
    }
    return at < 0 ? Optional.empty() : Optional.of(columns.get(at).name());
  }

  private static void checkPartition(Table table, Plan.Alteration alteration) throws SqlFailure {
    Optional<String> touched =
        switch (alteration) {
          case Plan.Alteration.Add add -> Optional.empty();
          case Plan.Alteration.Drop drop -> Optional.of(drop.column());
          case Plan.Alteration.Rename rename -> Optional.of(rename.column());
        };
    if (touched.isPresent() && touched.equals(table.details().partitionColumn())) {
      throw SqlFailure.invalid(
          "The partitioning column %s can be neither dropped nor renamed."
              .formatted(touched.get()));
    }
  }

  /** Changes columns only; rows follow in the same way. */
  static void apply(List<Column> columns, Plan.Alteration alteration) {
    switch (alteration) {
      case Plan.Alteration.Add add -> columns.add(add.column());
      case Plan.Alteration.Drop drop -> columns.remove(Appending.indexOf(columns, drop.column()));
      case Plan.Alteration.Rename rename -> {
        int at = Appending.indexOf(columns, rename.column());
        Column column = columns.get(at);
        columns.set(at, new Column(rename.to(), column.type(), column.required()));
      }
    }
  }
}
