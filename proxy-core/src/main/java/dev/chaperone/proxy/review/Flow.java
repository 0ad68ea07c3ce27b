package dev.chaperone.proxy.review;

import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.jobs.JobRequest.NamedTable;
import dev.chaperone.proxy.masking.Lineages;
import dev.chaperone.proxy.masking.Touched;
import dev.chaperone.proxy.sql.SqlRequest;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.recordings.frame.TagChange.Inherited;
import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where the values of a request's result come from, and which tables it fills.
 *
 * @param result of its rows
 * @param filled tables that inherit when it runs
 */
public record Flow(Lineage result, List<Inherited> filled) {
  public Flow {
    filled = List.copyOf(filled);
  }

  static Flow of(Asking asking, Optional<ScriptFacts> facts, Optional<CatalogueView> view) {
    Lineages lineages = new Lineages(view);
    if (facts.isEmpty()) {
      List<Inherited> jobs = new ArrayList<>(copied(asking, lineages));
      jobs.addAll(Outside.ofJob(asking, lineages));
      return new Flow(Lineage.UNKNOWN, jobs);
    }
    String sql = asking.job().map(j -> j.sql()).orElse("");
    Fact<Set<ColumnRef>> touched = Touched.columns(facts.get(), sql, inSession(asking), view);
    Lineage result = lineages.result(facts.get(), touched);
    List<Inherited> filled = new ArrayList<>();
    Function<StatementFacts, List<TableName>> writes = s -> named(s, asking);
    written(facts.get(), result, lineages, writes, filled);
    for (StatementFacts statement : facts.get().statements()) {
      String text = sql.substring(statement.start(), Math.min(statement.end(), sql.length()));
      filled.addAll(Renames.in(statement, writes.apply(statement), text, lineages));
      filled.addAll(Outside.ofStatement(statement, writes.apply(statement), text, result));
    }
    asking
        .shape()
        .flatMap(JobShape::destinationTable)
        .ifPresent(table -> filled.add(new Inherited(table, "query", result)));
    filled.removeIf(Flow::isNothing);
    return new Flow(result, filled);
  }

  static boolean inSession(Asking asking) {
    return asking.shape().map(s -> s.sql().session()).orElse(false);
  }

  private static boolean isNothing(Inherited change) {
    return change.lineage().all().known() && change.lineage().all().from().isEmpty();
  }

  /** What it writes, by whole names. */
  private static List<TableName> named(StatementFacts statement, Asking asking) {
    Optional<SqlRequest> sql = asking.shape().map(JobShape::sql);
    return statement.writes().toOptional().orElseGet(Set::of).stream()
        .map(t -> t.within(sql.flatMap(SqlRequest::project), sql.flatMap(SqlRequest::dataset)))
        .filter(t -> t.project().isPresent() && t.dataset().isPresent())
        .toList();
  }

  private static void written(
      ScriptFacts facts,
      Lineage result,
      Lineages lineages,
      Function<StatementFacts, List<TableName>> writes,
      List<Inherited> into) {
    for (StatementFacts statement : facts.statements()) {
      if (!fills(statement)) {
        continue;
      }
      // Of a script's tables any may hold what an earlier statement read.
      Lineage lineage =
          facts.statements().size() == 1 ? source(statement, result, lineages) : result.mixed();
      writes
          .apply(statement)
          .forEach(t -> into.add(new Inherited(name(t), statement.kind().name(), lineage)));
    }
  }

  private static boolean fills(StatementFacts statement) {
    return switch (statement.kind()) {
      case INSERT,
          UPDATE,
          MERGE,
          CREATE_TABLE_AS_SELECT,
          CREATE_TABLE_COPY,
          CREATE_TABLE_CLONE,
          CREATE_SNAPSHOT_TABLE,
          CREATE_VIEW,
          CREATE_MATERIALIZED_VIEW,
          CREATE_MODEL,
          CREATE_OTHER,
          ALTER_OTHER ->
          true;
      default -> false;
    };
  }

  /** What is copied as it is keeps its columns. */
  private static Lineage source(StatementFacts statement, Lineage result, Lineages lineages) {
    Set<TableName> reads = statement.reads().toOptional().orElseGet(Set::of);
    boolean copies =
        switch (statement.kind()) {
              case CREATE_TABLE_COPY, CREATE_TABLE_CLONE, CREATE_SNAPSHOT_TABLE -> true;
              default -> false;
            }
            && reads.size() == 1;
    return copies ? lineages.table(reads.iterator().next()) : result;
  }

  private static List<Inherited> copied(Asking asking, Lineages lineages) {
    Optional<JobShape> copy = asking.shape().filter(s -> s.type().equals("copy"));
    if (copy.isEmpty()) {
      return List.of();
    }
    Optional<String> destination = copy.get().destinationTable();
    if (destination.isEmpty()) {
      return List.of();
    }
    List<Origin> from = new ArrayList<>();
    for (NamedTable table : asking.job().orElseThrow().namedTables()) {
      String name = table.project() + "." + table.dataset() + "." + table.table();
      if (!table.table().isEmpty() && !name.equals(destination.get())) {
        from.add(lineages.whole(TableName.of(table.project(), table.dataset(), table.table())));
      }
    }
    // Columns keep their names, so each inherits from those of its name; all are told together.
    return List.of(
        new Inherited(destination.get(), "copy", Lineage.mixed(new Origins(from, true))));
  }

  static String name(TableName table) {
    return table.project().orElse("") + "." + table.dataset().orElse("") + "." + table.table();
  }
}
