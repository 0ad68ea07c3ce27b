package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.EvaluateModifyResponse;
import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Works out what the warehouse is after a statement; nobody sees it before it is committed. */
final class Writes {
  /** The warehouse a statement leaves behind, and what it answers. */
  record Written(Warehouse after, Result result) {}

  private final Evaluator evaluator;
  private final Resolver resolver;

  Writes(Evaluator evaluator, Resolver resolver) {
    this.evaluator = evaluator;
    this.resolver = resolver;
  }

  Written apply(Planned statement, Instant now) throws SqlFailure {
    Warehouse before = statement.warehouse();
    return switch (statement.plan()) {
      case Plan.Read read ->
          new Written(before, Result.of(rows(statement.analysis(), read.source())));
      case Plan.Store store ->
          store(before, rows(statement.analysis(), store.source()), store, now);
      case Plan.Modify modify -> modify(before, modify, now);
      case Plan.Truncate truncate -> {
        Table target = truncate.target();
        yield rowsWritten(
            before,
            target.withRows(List.of(), now),
            new Result.Affected(0, 0, target.contents().rows().size()),
            now);
      }
      case Plan.CreateTable create -> {
        List<TableData.Row> rows =
            create.rows().isPresent()
                ? RowRules.stored(create.declared(), evaluator.rows(create.rows().get()))
                : List.of();
        Table.Details details =
            new Table.Details(
                now,
                create.extras().partitionColumn(),
                create.extras().description(),
                Optional.empty());
        yield defined(
            before,
            Table.of(create.target(), new Relation(create.declared(), rows), details, now),
            now);
      }
      case Plan.CreateView create -> {
        Table.Details details =
            new Table.Details(
                now,
                create.extras().partitionColumn(),
                create.extras().description(),
                Optional.of(create.view()));
        yield defined(
            before,
            Table.of(create.target(), new Relation(create.columns(), List.of()), details, now),
            now);
      }
      case Plan.Alter alter -> defined(before, altered(alter, now), now);
      case Plan.Drop drop -> new Written(before.withoutTable(drop.target(), now), Result.nothing());
      case Plan.CreateSchema create -> {
        Warehouse after =
            before.withDataset(
                Dataset.of(
                    before.project(), create.dataset(), create.description(), now, List.of()));
        Limits.checkDatasets(after);
        resolver.tryOut(after);
        yield new Written(after, Result.nothing());
      }
      case Plan.DropSchema drop ->
          new Written(before.withoutDataset(drop.dataset()), Result.nothing());
      case Plan.Skip skip -> new Written(before, Result.nothing());
    };
  }

  private Relation rows(Analysis analysis, Source source) throws SqlFailure {
    Analysis.Answer answer = analysis.rows().orElseThrow();
    List<TableData.Row> rows = evaluator.rows(source);
    return new Relation(
        answer.schema(),
        answer.valueTable() ? ResultSchema.unfold(answer.schema().size(), rows) : rows);
  }

  private Written store(Warehouse before, Relation result, Plan.Store store, Instant now)
      throws SqlFailure {
    Destination destination = store.destination();
    Optional<Table> existing = before.table(destination.table());
    if (existing.isPresent() && destination.disposition() == Destination.Disposition.APPEND) {
      Table table = existing.get().withRows(Appending.rows(existing.get(), result), now);
      Limits.check(before.withRowsOf(table, now), table);
      return new Written(before.withRowsOf(table, now), Result.of(result));
    }
    Table table =
        Table.of(
            destination.table(),
            new Relation(result.columns(), RowRules.stored(result.columns(), result.rows())),
            Table.Details.plain(existing.map(t -> t.details().created()).orElse(now)),
            now);
    return new Written(defined(before, table, now).after(), Result.of(result));
  }

  private Written modify(Warehouse before, Plan.Modify modify, Instant now) throws SqlFailure {
    Table target = modify.target();
    List<Column> columns = target.contents().columns();
    List<TableData.Row> rows = new ArrayList<>(target.contents().rows());
    return switch (modify.change()) {
      case INSERT -> {
        List<EvaluateModifyResponse.Row> added = evaluator.inserted(modify.source(), target);
        for (EvaluateModifyResponse.Row row : added) {
          rows.add(RowRules.row(columns, row.getCellList()));
        }
        yield rowsWritten(
            before, target.withRows(rows, now), new Result.Affected(added.size(), 0, 0), now);
      }
      case UPDATE -> {
        List<EvaluateModifyResponse.Row> changed = evaluator.changed(modify.source(), target);
        for (EvaluateModifyResponse.Row row : changed) {
          List<ValueProto> cells = row.getCellList().subList(1, row.getCellCount());
          rows.set(number(row), RowRules.row(columns, cells));
        }
        yield rowsWritten(
            before, target.withRows(rows, now), new Result.Affected(0, changed.size(), 0), now);
      }
      case DELETE -> {
        Set<Integer> gone = new HashSet<>();
        evaluator.changed(modify.source(), target).forEach(row -> gone.add(number(row)));
        List<TableData.Row> left = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
          if (!gone.contains(i)) {
            left.add(rows.get(i));
          }
        }
        yield rowsWritten(
            before, target.withRows(left, now), new Result.Affected(0, 0, gone.size()), now);
      }
    };
  }

  private static int number(EvaluateModifyResponse.Row row) {
    return Math.toIntExact(row.getOldPrimaryKey(0).getInt64Value());
  }

  private static Table altered(Plan.Alter alter, Instant now) throws SqlFailure {
    Relation contents = alter.target().contents();
    for (Plan.Alteration alteration : alter.alterations()) {
      List<Column> columns = new ArrayList<>(contents.columns());
      int dropped =
          alteration instanceof Plan.Alteration.Drop drop
              ? Appending.indexOf(columns, drop.column())
              : -1;
      AlterationPlanner.apply(columns, alteration);
      List<TableData.Row> rows = new ArrayList<>();
      for (TableData.Row row : contents.rows()) {
        List<ValueProto> cells = new ArrayList<>(row.getCellList());
        if (dropped >= 0) {
          cells.remove(dropped);
        } else if (columns.size() > cells.size()) {
          cells.add(Cells.NULL);
        }
        rows.add(RowRules.row(columns, cells));
      }
      contents = new Relation(columns, rows);
    }
    return alter.target().withContents(contents, now);
  }

  private static Written rowsWritten(
      Warehouse before, Table table, Result.Affected affected, Instant now) throws SqlFailure {
    Warehouse after = before.withRowsOf(table, now);
    Limits.check(after, table);
    return new Written(after, Result.of(affected));
  }

  private Written defined(Warehouse before, Table table, Instant now) throws SqlFailure {
    Warehouse after = before.withTable(table, now);
    Limits.check(after, table);
    resolver.tryOut(after);
    return new Written(after, Result.nothing());
  }
}
