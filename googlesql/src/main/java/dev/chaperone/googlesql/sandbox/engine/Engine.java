package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.AnyResolvedStatementProto;
import com.google.zetasql.LocalService.AnalyzeRequest;
import com.google.zetasql.LocalService.EvaluateQueryRequest;
import com.google.zetasql.LocalService.Parameter;
import com.google.zetasql.LocalService.ParseRequest;
import com.google.zetasql.LocalService.PrepareQueryRequest;
import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.ParseLocationRangeProto;
import com.google.zetasql.ResolvedParameterProto;
import com.google.zetasql.ResolvedQueryStmtProto;
import com.google.zetasql.ResolvedTableScanProto;
import com.google.zetasql.ZetaSQLOptions.ParameterMode;
import com.google.zetasql.ZetaSQLOptionsProto.AnalyzerOptionsProto;
import com.google.zetasql.io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Analyses and runs queries over a warehouse. */
public final class Engine {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String POSITIONAL = "chaperone_positional_";

  private final NativeService service;
  private final Warehouse warehouse;
  private final SqlErrors errors;
  private final Dialect dialect;
  private final Catalogs catalogs;
  private final Map<Optional<String>, Long> resolving = new ConcurrentHashMap<>();
  private final long executing;

  private Engine(NativeService service, Warehouse warehouse) {
    this.service = service;
    this.warehouse = warehouse;
    this.errors = new SqlErrors(warehouse);
    this.dialect = Dialect.of(service);
    this.catalogs = new Catalogs(warehouse, dialect.language());
    this.executing = service.register(catalogs.executing());
  }

  public static Engine over(Warehouse warehouse) throws EngineUnavailableException {
    return new Engine(NativeService.load(), warehouse);
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  /** Resolves a query, or says why it cannot be run. */
  public Analysis analyze(Query query) throws SqlFailure {
    SqlLimits.check(query.sql());
    try {
      service.parse(
          ParseRequest.newBuilder()
              .setSqlStatement(query.sql())
              .setOptions(dialect.language())
              .setAllowScript(true)
              .build(),
          LIMIT);
    } catch (StatusRuntimeException e) {
      throw errors.of(e, query.defaultDataset());
    }
    try {
      return resolve(query);
    } catch (StatusRuntimeException e) {
      SqlFailure failure = errors.of(e, query.defaultDataset());
      // What is no statement but has just been parsed as a script is one.
      throw failure.getMessage().startsWith("Syntax error")
          ? SqlFailure.unsupported("it is a script; send one query.")
          : failure;
    }
  }

  private Analysis resolve(Query query) throws SqlFailure {
    AnyResolvedStatementProto statement = resolve(query, true);
    if (!statement.hasResolvedQueryStmtNode()) {
      throw SqlFailure.unsupported(
          "%s statements are not available, only queries."
              .formatted(ResolvedTree.statementType(statement).replace('_', ' ')));
    }
    ResolvedQueryStmtProto select = statement.getResolvedQueryStmtNode();
    ResolvedTree pruned = ResolvedTree.of(select);
    // Pruning drops parameters in columns nobody reads, but their text is still there.
    ResolvedTree full = query.positional() ? ResolvedTree.of(resolve(query, false)) : pruned;
    Map<Integer, Set<String>> read = new TreeMap<>();
    for (ResolvedTableScanProto scan : pruned.tableScans()) {
      Set<String> columns =
          read.computeIfAbsent(
              Math.toIntExact(scan.getTable().getSerializationId()), id -> new TreeSet<>());
      scan.getParent().getColumnListList().forEach(column -> columns.add(column.getName()));
    }
    long bytes = 0;
    for (Map.Entry<Integer, Set<String>> table : read.entrySet()) {
      Map<String, Long> sizes = warehouse.tables().get(table.getKey()).columnBytes();
      bytes += table.getValue().stream().mapToLong(c -> sizes.getOrDefault(c, 0L)).sum();
    }
    return new Analysis(
        query,
        ResultSchema.of(select),
        select.getIsValueTable(),
        read.keySet().stream().map(warehouse.tables()::get).toList(),
        bytes,
        executable(query, full));
  }

  private AnyResolvedStatementProto resolve(Query query, boolean prune) {
    long catalog =
        resolving.computeIfAbsent(
            query.defaultDataset().filter(warehouse::hasDataset),
            dataset -> service.register(catalogs.resolving(dataset)));
    AnalyzerOptionsProto.Builder options =
        dialect.analysis().toBuilder().setPruneUnusedColumns(prune);
    if (query.positional()) {
      options.setParameterMode(ParameterMode.PARAMETER_POSITIONAL);
      query.parameters().forEach(p -> options.addPositionalQueryParameters(p.type()));
    } else {
      declare(options, query.parameters());
    }
    return service
        .analyze(
            AnalyzeRequest.newBuilder()
                .setSqlStatement(query.sql())
                .setOptions(options)
                .setRegisteredCatalogId(catalog)
                .setDescriptorPoolList(Catalogs.POOLS)
                .build(),
            LIMIT)
        .getResolvedStatement();
  }

  private String executable(Query query, ResolvedTree tree) {
    SqlText text = new SqlText(query.sql());
    for (ResolvedTableScanProto scan : tree.tableScans()) {
      ParseLocationRangeProto at = scan.getParent().getParent().getParseLocationRange();
      Table table = warehouse.tables().get(Math.toIntExact(scan.getTable().getSerializationId()));
      String alias =
          scan.hasAlias() && !scan.getAlias().isEmpty() ? "" : " AS `" + table.name() + "`";
      text.replace(at.getStart(), at.getEnd(), "`" + table.engineName() + "`" + alias);
    }
    if (query.positional()) {
      for (ResolvedParameterProto parameter : tree.parameters()) {
        ParseLocationRangeProto at = parameter.getParent().getParent().getParseLocationRange();
        text.replace(at.getStart(), at.getEnd(), "@" + POSITIONAL + parameter.getPosition());
      }
    }
    return text.edited();
  }

  /** Runs what was analysed and returns all its rows. */
  public Relation execute(Analysis analysis) throws SqlFailure {
    List<Query.Parameter> parameters = named(analysis.query());
    AnalyzerOptionsProto.Builder options = dialect.execution().toBuilder();
    declare(options, parameters);
    try {
      long prepared =
          service
              .prepare(
                  PrepareQueryRequest.newBuilder()
                      .setSql(analysis.executable())
                      .setOptions(options)
                      .setRegisteredCatalogId(executing)
                      .setDescriptorPoolList(Catalogs.POOLS)
                      .build(),
                  LIMIT)
              .getPrepared()
              .getPreparedQueryId();
      try {
        EvaluateQueryRequest.Builder request =
            EvaluateQueryRequest.newBuilder().setPreparedQueryId(prepared);
        for (Query.Parameter parameter : parameters) {
          request.addParams(
              Parameter.newBuilder().setName(parameter.name()).setValue(parameter.value()));
        }
        List<TableData.Row> rows =
            service.evaluate(request.build(), LIMIT).getContent().getTableData().getRowList();
        return new Relation(
            analysis.schema(), analysis.valueTable() ? ResultSchema.unfold(analysis, rows) : rows);
      } finally {
        service.unprepare(prepared);
      }
    } catch (StatusRuntimeException e) {
      throw errors.withoutPosition(e);
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

  private static void declare(
      AnalyzerOptionsProto.Builder options, List<Query.Parameter> parameters) {
    for (Query.Parameter parameter : parameters) {
      options.addQueryParameters(
          AnalyzerOptionsProto.QueryParameterProto.newBuilder()
              .setName(parameter.name().toLowerCase(Locale.ROOT))
              .setType(parameter.type()));
    }
  }
}
