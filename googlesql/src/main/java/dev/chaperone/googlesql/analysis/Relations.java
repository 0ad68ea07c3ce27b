package dev.chaperone.googlesql.analysis;

import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.TableEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the columns of tables, views and a script's own tables come from. */
final class Relations {
  private static final int MAX_VIEWS_IN_VIEWS = 16;

  /** Follows a view's query. */
  @FunctionalInterface
  interface Views {
    /** The origins of a query's columns by name, and what it touches. */
    Result follow(TableEntry view);
  }

  /** A view's columns. */
  record Result(Map<String, Value> columns, Trace trace) {}

  private final AnalysisCatalog catalog;
  private final Views views;
  private final Map<Integer, Result> known = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();

  Relations(AnalysisCatalog catalog, Views views) {
    this.catalog = catalog;
    this.views = views;
  }

  /** The origins of a table's columns, in the order the analyser knows them. */
  List<Value> columns(int serializationId, Trace trace) {
    AnalysisCatalog.Relation relation = catalog.relation(serializationId);
    if (relation.isTemporary()) {
      return relation.values();
    }
    TableName name = relation.entry().name();
    trace.tables.add(name);
    if (relation.entry().viewSql().isEmpty()) {
      return relation.columns().stream()
          .map(column -> Value.column(new ColumnRef(name, List.of(column))))
          .toList();
    }
    Result view = view(serializationId, relation.entry());
    trace.include(view.trace());
    List<Value> values = new ArrayList<>();
    for (String column : relation.columns()) {
      Value own = Value.column(new ColumnRef(name, List.of(column)));
      Value origin = view.columns().get(column.toLowerCase(java.util.Locale.ROOT));
      // The view's own column counts too: it may be tagged itself.
      values.add(origin == null ? own.or(Value.UNKNOWN) : own.or(origin));
    }
    return values;
  }

  private Result view(int serializationId, TableEntry view) {
    Result result = known.get(serializationId);
    if (result != null) {
      return result;
    }
    if (open.size() >= MAX_VIEWS_IN_VIEWS || !open.add(serializationId)) {
      return unknown();
    }
    try {
      result = views.follow(view);
    } catch (RuntimeException e) {
      // Refused by the analyser, or not followed: its columns may come from anywhere.
      result = unknown();
    } finally {
      open.remove(serializationId);
    }
    known.put(serializationId, result);
    return result;
  }

  private static Result unknown() {
    Trace trace = new Trace();
    trace.viewUnknown();
    trace.touch(Value.UNKNOWN);
    return new Result(Map.of(), trace);
  }
}
