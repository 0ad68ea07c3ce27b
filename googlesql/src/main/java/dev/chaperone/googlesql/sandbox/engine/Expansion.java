package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.AnyResolvedStatementProto;
import com.google.zetasql.ParseLocationRangeProto;
import com.google.zetasql.ResolvedParameterProto;
import com.google.zetasql.ResolvedTableScanProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rewrites statements at the places ZetaSQL names: views become the queries they stand for, tables
 * their names in the flat catalog, and positional parameters named ones.
 */
final class Expansion {
  private static final String POSITIONAL = "chaperone_positional_";

  /** As deep as BigQuery lets views stand on views. */
  private static final int MAX_DEPTH = 16;

  /** A statement that names no view, and the views it named before. */
  record Expanded(Query query, AnyResolvedStatementProto statement, List<Table> views) {}

  private final Resolver resolver;

  Expansion(Resolver resolver) {
    this.resolver = resolver;
  }

  Expanded withoutViews(Warehouse warehouse, Query given) throws SqlFailure {
    List<Table> relations = warehouse.relations();
    List<Table> views = new ArrayList<>();
    Query query = given;
    for (int depth = 0; depth <= MAX_DEPTH; depth++) {
      AnyResolvedStatementProto statement = resolver.resolve(warehouse, query, true);
      ResolvedTree pruned = ResolvedTree.of(statement);
      List<Table> named =
          pruned.tableScans().stream()
              .map(scan -> relation(relations, scan))
              .filter(Table::isView)
              .distinct()
              .toList();
      if (named.isEmpty()) {
        return new Expanded(query, statement, views);
      }
      views.addAll(named);
      Optional<ResolvedTableScanProto> target = ResolvedTree.target(statement);
      if (target.isPresent() && relation(relations, target.get()).isView()) {
        throw SqlFailure.invalid(
            "Rows of a view cannot be changed: "
                + relation(relations, target.get()).id().in(warehouse.project()));
      }
      query = inlined(warehouse, query, tree(warehouse, query, pruned));
    }
    throw SqlFailure.invalid("Views are nested more than %d deep.".formatted(MAX_DEPTH));
  }

  /** Pruning drops parameters in columns nobody reads, but their text is still there. */
  private ResolvedTree tree(Warehouse warehouse, Query query, ResolvedTree pruned)
      throws SqlFailure {
    return query.positional() ? ResolvedTree.of(resolver.resolve(warehouse, query, false)) : pruned;
  }

  private Query inlined(Warehouse warehouse, Query query, ResolvedTree tree) throws SqlFailure {
    List<Table> relations = warehouse.relations();
    SqlText text = new SqlText(query.sql());
    for (ResolvedTableScanProto scan : tree.tableScans()) {
      Table table = relation(relations, scan);
      Optional<View> view = table.details().view();
      if (view.isPresent()) {
        ParseLocationRangeProto at = place(scan);
        text.replace(
            at.getStart(),
            at.getEnd(),
            "(\n%s\n)%s".formatted(qualified(warehouse, view.get()), alias(scan, table)));
      }
    }
    nameParameters(query, tree, text);
    SqlLimits.check(text.edited());
    return new Query(text.edited(), query.defaultDataset(), false, named(query));
  }

  /** A view's query with names that mean the same everywhere. */
  private String qualified(Warehouse warehouse, View view) throws SqlFailure {
    Query query = new Query(view.sql(), view.defaultDataset(), false, List.of());
    SqlText text = new SqlText(view.sql());
    List<Table> relations = warehouse.relations();
    for (ResolvedTableScanProto scan :
        ResolvedTree.of(resolver.resolve(warehouse, query, false)).tableScans()) {
      rename(text, scan, relation(relations, scan), true);
    }
    return text.edited();
  }

  /**
   * The part of a statement the engine is to run.
   *
   * @param query one without views
   * @param insertInto the table that INSERT fills; an alias is not allowed there, nor its rows
   *     wanted
   * @param from the first byte
   * @param to after the last byte
   */
  Source source(
      Warehouse warehouse,
      Query query,
      AnyResolvedStatementProto statement,
      Optional<ResolvedTableScanProto> insertInto,
      int from,
      int to)
      throws SqlFailure {
    ResolvedTree tree = tree(warehouse, query, ResolvedTree.of(statement));
    List<Table> relations = warehouse.relations();
    SqlText text = new SqlText(query.sql());
    List<Table> read = new ArrayList<>();
    for (ResolvedTableScanProto scan : tree.tableScans()) {
      Table table = relation(relations, scan);
      boolean filled = insertInto.filter(target -> place(target).equals(place(scan))).isPresent();
      rename(text, scan, table, !filled);
      if (!filled && !read.contains(table)) {
        read.add(table);
      }
    }
    nameParameters(query, tree, text);
    return new Source(text.edited(from, to), named(query), read);
  }

  static Table relation(List<Table> relations, ResolvedTableScanProto scan) {
    return relations.get(Math.toIntExact(scan.getTable().getSerializationId()));
  }

  static ParseLocationRangeProto place(ResolvedTableScanProto scan) {
    return scan.getParent().getParent().getParseLocationRange();
  }

  private static void rename(
      SqlText text, ResolvedTableScanProto scan, Table table, boolean aliased) {
    ParseLocationRangeProto at = place(scan);
    String name = "`" + table.id().engineName() + "`";
    text.replace(at.getStart(), at.getEnd(), aliased ? name + alias(scan, table) : name);
  }

  private static String alias(ResolvedTableScanProto scan, Table table) {
    boolean given = scan.hasAlias() && !scan.getAlias().isEmpty();
    return given ? "" : " AS `" + table.id().name() + "`";
  }

  private static void nameParameters(Query query, ResolvedTree tree, SqlText text) {
    if (query.positional()) {
      for (ResolvedParameterProto parameter : tree.parameters()) {
        ParseLocationRangeProto at = parameter.getParent().getParent().getParseLocationRange();
        text.replace(at.getStart(), at.getEnd(), "@" + POSITIONAL + parameter.getPosition());
      }
    }
  }

  private static List<Query.Parameter> named(Query query) {
    if (!query.positional()) {
      return query.parameters();
    }
    List<Query.Parameter> all = query.parameters();
    return IntStream.range(0, all.size())
        .mapToObj(
            i -> new Query.Parameter(POSITIONAL + (i + 1), all.get(i).type(), all.get(i).value()))
        .toList();
  }
}
