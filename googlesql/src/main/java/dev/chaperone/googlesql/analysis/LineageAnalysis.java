package dev.chaperone.googlesql.analysis;

import com.google.protobuf.Message;
import com.google.zetasql.AnyResolvedStatementProto;
import com.google.zetasql.ResolvedColumnDefinitionProto;
import com.google.zetasql.ResolvedCreateFunctionStmtProto;
import com.google.zetasql.ResolvedCreateTableAsSelectStmtProto;
import com.google.zetasql.ResolvedCreateTableStmtBaseProto;
import com.google.zetasql.ResolvedLimitOffsetScanProto;
import com.google.zetasql.ResolvedLiteralProto;
import com.google.zetasql.ResolvedOutputColumnProto;
import com.google.zetasql.ResolvedQueryStmtProto;
import com.google.zetasql.ZetaSQLType.TypeProto;
import com.google.zetasql.io.grpc.StatusRuntimeException;
import com.google.zetasql.parser.ASTScriptProto;
import dev.chaperone.sql.ColumnUse;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.OutputColumn;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.StatementFactsBuilder;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.TableEntry;
import dev.chaperone.sql.wire.Message.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Follows columns through the statements of one request, one after the other. */
final class LineageAnalysis implements AutoCloseable {
  private static final long NONE = -1;

  private final NativeAnalyser analyser;
  private final Request request;
  private final AnalysisCatalog catalog;
  private final Relations relations;
  private final boolean positional;
  private final RegisteredCatalogs catalogs;

  /** From here on tables may hold what the script put there, and nothing says what that is. */
  private boolean changed;

  /** A catalogue of this script's own, once it has added to the request's. */
  private boolean grown;

  private long own = NONE;

  LineageAnalysis(NativeAnalyser analyser, RegisteredCatalogs catalogs, Request request) {
    this.analyser = analyser;
    this.catalogs = catalogs;
    this.request = request;
    this.catalog = new AnalysisCatalog(request);
    this.relations = new Relations(catalog, this::view);
    this.positional = request.sql().indexOf('?') >= 0;
  }

  /** Adds to a statement's facts what its columns tell; leaves unknown what they do not. */
  void add(ParsedStatement statement, String sql, StatementFactsBuilder facts) {
    if (changed) {
      unknown(facts, "an earlier statement of the script changed what is read");
      return;
    }
    changed = changes(statement);
    Effect effect = statement.kind().effect();
    if (effect == Effect.CONTROL || effect == Effect.UNKNOWN || effect == Effect.ACCESS) {
      return;
    }
    try {
      Message resolved = Protos.unwrap(analyse(sql));
      Trace trace = new Trace();
      Scans scans = new Scans(relations, trace);
      Fact<List<OutputColumn>> output = output(resolved, scans, trace, statement);
      facts
          .output(output)
          .uses(trace.usesFact())
          .columns(trace.columnsFact())
          .readsThroughViews(trace.throughViewsFact())
          .unfilteredPartitions(unfiltered(trace))
          .limit(limit(resolved));
    } catch (StatusRuntimeException e) {
      changed |= isTemporary(statement);
      unknown(facts, String.valueOf(e.getStatus().getDescription()));
    } catch (NotFollowedException e) {
      changed |= isTemporary(statement);
      unknown(facts, String.valueOf(e.getMessage()));
    }
  }

  /** What stands in a block may run before what stands in front of it, or not at all. */
  void begin(List<ParsedStatement> script) {
    changed = script.stream().anyMatch(s -> s.depth() > 0 && (isTemporary(s) || changes(s)));
  }

  /** Whether a later statement may read something else than the catalogue says. */
  private static boolean changes(ParsedStatement statement) {
    return switch (statement.kind().effect()) {
      case READ, ACCESS, ADMIN -> false;
      case CONTROL -> Protos.name(statement.node()).equals("ASTSystemVariableAssignmentProto");
      case WRITE, UNKNOWN -> true;
      case SCHEMA -> !isTemporary(statement);
    };
  }

  private static boolean isTemporary(ParsedStatement statement) {
    return statement.risks().contains(Risk.TEMPORARY);
  }

  private static void unknown(StatementFactsBuilder facts, String why) {
    String reason = why.length() > 300 ? why.substring(0, 300) : why;
    facts
        .output(Fact.unknown(reason))
        .uses(Fact.unknown(reason))
        .columns(Fact.unknown(reason))
        .readsThroughViews(Fact.unknown(reason))
        .unfilteredPartitions(Fact.unknown(reason))
        .limit(Fact.unknown(reason));
  }

  private Fact<List<OutputColumn>> output(
      Message resolved, Scans scans, Trace trace, ParsedStatement statement) {
    Optional<Message> query = Protos.message(resolved, "query");
    Optional<Fact<List<OutputColumn>>> written = new Writes(scans, trace).of(resolved);
    if (written.isPresent()) {
      return written.get();
    }
    if (resolved instanceof ResolvedCreateFunctionStmtProto function) {
      return function(function, statement);
    }
    List<ResolvedOutputColumnProto> columns = new ArrayList<>();
    Protos.field(resolved, "output_column_list")
        .ifPresent(l -> ((List<?>) l).forEach(c -> columns.add((ResolvedOutputColumnProto) c)));
    if (query.isEmpty() || columns.isEmpty()) {
      // No rows come out of it, and what it writes is not followed.
      trace.touch(Value.UNKNOWN);
      return Fact.unknown("the columns of this kind of statement are not followed");
    }
    List<Value> unused = scans.scan(query.get());
    List<Value> values = new ArrayList<>();
    for (ResolvedOutputColumnProto column : columns) {
      values.add(scans.expressions().column(column.getColumn()));
    }
    values.forEach(trace::touch);
    if (resolved instanceof ResolvedCreateTableAsSelectStmtProto create
        && statement.risks().contains(Risk.TEMPORARY)) {
      temporary(create, values, trace);
    }
    return Fact.known(
        OutputColumns.of(
            names(resolved, columns.stream().map(ResolvedOutputColumnProto::getName).toList()),
            values,
            trace));
  }

  /** A table that is made may have its columns named apart from its query. */
  private static List<String> names(Message resolved, List<String> ofQuery) {
    List<String> defined = new ArrayList<>();
    Protos.field(resolved, "column_definition_list")
        .ifPresent(
            l ->
                ((List<?>) l)
                    .forEach(c -> defined.add(((ResolvedColumnDefinitionProto) c).getName())));
    return defined.size() == ofQuery.size() ? defined : ofQuery;
  }

  /** A script's own function is known from here on. */
  private Fact<List<OutputColumn>> function(
      ResolvedCreateFunctionStmtProto function, ParsedStatement statement) {
    List<?> path = (List<?>) Protos.field(function, "name_path").orElseGet(List::of);
    boolean readsTables =
        Protos.field(function, "function_expression").isPresent()
            && mentionsTables(function.getFunctionExpression());
    if (statement.risks().contains(Risk.TEMPORARY) && path.size() == 1 && !readsTables) {
      catalog.addTemporary(
          path.getFirst().toString(), function.getSignature(), function.getIsAggregate());
      grow();
    }
    return Fact.known(List.of());
  }

  private static boolean mentionsTables(Message expression) {
    boolean[] found = {false};
    Protos.walk(expression, n -> found[0] |= Protos.name(n).equals("ResolvedTableScanProto"));
    return found[0];
  }

  private void temporary(
      ResolvedCreateTableAsSelectStmtProto create, List<Value> values, Trace trace) {
    ResolvedCreateTableStmtBaseProto table = create.getParent();
    List<?> path = (List<?>) Protos.field(table, "name_path").orElseGet(List::of);
    List<String> names = new ArrayList<>();
    List<TypeProto> types = new ArrayList<>();
    for (ResolvedColumnDefinitionProto column : table.getColumnDefinitionListList()) {
      names.add(column.getName());
      types.add(column.getType());
    }
    if (path.size() != 1 || names.size() != values.size() || names.isEmpty()) {
      changed = true;
      return;
    }
    // Whoever reads the table is told what decided about its rows, too.
    Value indirect = Value.NONE;
    for (ColumnUse use : trace.uses) {
      indirect = indirect.or(Value.column(use.column()).derived());
    }
    if (!trace.usesFact().isKnown()) {
      indirect = Value.UNKNOWN;
    }
    List<Value> all = new ArrayList<>();
    for (Value value : values) {
      all.add(indirect.unknown() ? Value.UNKNOWN : value);
    }
    catalog.addTemporary(path.getFirst().toString(), names, types, all);
    grow();
  }

  private Relations.Result view(TableEntry view) {
    String sql = view.viewSql().orElseThrow();
    if (view.name().project().isPresent() && !view.name().project().equals(request.project())) {
      // Its names would be looked up in the wrong project.
      throw new NotFollowedException("a view of another project");
    }
    ASTScriptProto parsed = analyser.parse(sql);
    if (parsed.getStatementListNode().getStatementListCount() != 1) {
      throw new NotFollowedException("a view of more than one statement");
    }
    Message resolved = Protos.unwrap(analyse(sql));
    if (!(resolved instanceof ResolvedQueryStmtProto query)) {
      throw new NotFollowedException("a view that is no query");
    }
    Trace trace = new Trace();
    Scans scans = new Scans(relations, trace);
    List<Value> unused = scans.scan(query.getQuery());
    Map<String, Value> columns = new HashMap<>();
    for (ResolvedOutputColumnProto column : query.getOutputColumnListList()) {
      columns.put(
          column.getName().toLowerCase(Locale.ROOT),
          scans.expressions().column(column.getColumn()));
    }
    return new Relations.Result(columns, trace);
  }

  private Fact<OptionalLong> limit(Message resolved) {
    if (!(resolved instanceof ResolvedQueryStmtProto query)) {
      return Fact.known(OptionalLong.empty());
    }
    Message top = Protos.unwrap(query.getQuery());
    if (!(top instanceof ResolvedLimitOffsetScanProto scan)) {
      return Fact.known(OptionalLong.empty());
    }
    return Protos.unwrap(scan.getLimit()) instanceof ResolvedLiteralProto literal
            && literal.getValue().getValue().hasInt64Value()
        ? Fact.known(OptionalLong.of(literal.getValue().getValue().getInt64Value()))
        : Fact.unknown("the limit is not written as a number");
  }

  private Fact<Set<TableName>> unfiltered(Trace trace) {
    if (!trace.usesFact().isKnown()) {
      return Fact.unknown("filters are not followed");
    }
    Set<TableName> unfiltered = new HashSet<>();
    for (TableEntry entry : request.catalogue().tables()) {
      boolean read =
          trace.tables.contains(entry.name()) || trace.throughViews.contains(entry.name());
      if (read && !entry.partitionColumns().isEmpty() && !isFiltered(entry, trace)) {
        unfiltered.add(entry.name());
      }
    }
    return Fact.known(unfiltered);
  }

  private static boolean isFiltered(TableEntry entry, Trace trace) {
    return trace.uses.stream()
        .anyMatch(
            use ->
                use.place() == ColumnUse.Place.FILTER
                    && use.column().table().equals(entry.name())
                    && entry.partitionColumns().stream()
                        .anyMatch(use.column().path().getFirst()::equalsIgnoreCase));
  }

  private AnyResolvedStatementProto analyse(String sql) {
    return analyser.analyze(sql, number(), positional).getResolvedStatement();
  }

  private long number() {
    if (!grown) {
      return catalogs.of(request, catalog);
    }
    if (own == NONE) {
      own = analyser.register(catalog.build());
    }
    return own;
  }

  /** The catalogue has grown; the next statement gets a new one. */
  private void grow() {
    close();
    grown = true;
  }

  @Override
  public void close() {
    if (own != NONE) {
      analyser.unregister(own);
      own = NONE;
    }
  }
}
