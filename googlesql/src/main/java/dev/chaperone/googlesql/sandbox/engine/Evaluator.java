package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.EvaluateModifyRequest;
import com.google.zetasql.LocalService.EvaluateModifyResponse;
import com.google.zetasql.LocalService.EvaluateQueryRequest;
import com.google.zetasql.LocalService.Parameter;
import com.google.zetasql.LocalService.PrepareQueryRequest;
import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.SimpleCatalogProtos.SimpleCatalogProto;
import com.google.zetasql.ZetaSQLOptionsProto.AnalyzerOptionsProto;
import com.google.zetasql.io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs queries and changes of rows over the contents of the tables they name. */
final class Evaluator {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CATALOGS = 12;
  private static final long CATALOG_BYTES = 12L << 20;

  /** Tables of one moment; another state of a table is another table. */
  private static final class Contents {
    private final List<Table> tables;

    Contents(List<Table> tables) {
      this.tables = tables;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Contents that) || that.tables.size() != tables.size()) {
        return false;
      }
      for (int i = 0; i < tables.size(); i++) {
        if (!same(tables.get(i), that.tables.get(i))) {
          return false;
        }
      }
      return true;
    }

    // By value they would be compared row by row.
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Table one, Table other) {
      return one == other;
    }

    @Override
    public int hashCode() {
      int hash = 1;
      for (Table table : tables) {
        hash = 31 * hash + System.identityHashCode(table);
      }
      return hash;
    }
  }

  private final NativeService service;
  private final Dialect dialect;
  private final Catalogs catalogs;
  private final Registrations<Contents> registered;

  Evaluator(NativeService service, Dialect dialect, Catalogs catalogs) {
    this.service = service;
    this.dialect = dialect;
    this.catalogs = catalogs;
    this.registered = new Registrations<>(service, CATALOGS, CATALOG_BYTES);
  }

  /** All rows of a query. */
  List<TableData.Row> rows(Source source) throws SqlFailure {
    try (Registrations.Lease catalog =
        registered.acquire(
            new Contents(source.tables()), () -> catalogs.executing(source.tables()))) {
      long prepared =
          service
              .prepare(
                  PrepareQueryRequest.newBuilder()
                      .setSql(source.sql())
                      .setOptions(options(source))
                      .setRegisteredCatalogId(catalog.id())
                      .setDescriptorPoolList(Catalogs.POOLS)
                      .build(),
                  LIMIT)
              .getPrepared()
              .getPreparedQueryId();
      try {
        return service
            .evaluate(
                EvaluateQueryRequest.newBuilder()
                    .setPreparedQueryId(prepared)
                    .addAllParams(parameters(source))
                    .build(),
                LIMIT)
            .getContent()
            .getTableData()
            .getRowList();
      } finally {
        service.unprepare(prepared);
      }
    } catch (StatusRuntimeException e) {
      throw SqlErrors.withoutPosition(e);
    }
  }

  /** The rows an INSERT adds. */
  List<EvaluateModifyResponse.Row> inserted(Source source, Table target) throws SqlFailure {
    EvaluateModifyRequest.Builder request = EvaluateModifyRequest.newBuilder();
    SimpleCatalogProto.Builder catalog = catalogs.catalog();
    String name = target.id().engineName();
    catalog.addTable(Catalogs.describe(target, name));
    // What is there already does not matter, unless the statement reads it too.
    request.putTableContent(name, Catalogs.content(List.of()));
    addTables(source, target, catalog, request);
    if (source.tables().contains(target)) {
      request.putTableContent(name, Catalogs.content(target.contents().rows()));
    }
    return modify(source, catalog, request);
  }

  /** The rows an UPDATE or DELETE changes; the key of each is its number. */
  List<EvaluateModifyResponse.Row> changed(Source source, Table target) throws SqlFailure {
    EvaluateModifyRequest.Builder request = EvaluateModifyRequest.newBuilder();
    SimpleCatalogProto.Builder catalog = catalogs.catalog().addTable(Catalogs.keyed(target));
    request.putTableContent(target.id().engineName(), Catalogs.keyedContent(target));
    addTables(source, target, catalog, request);
    return modify(source, catalog, request);
  }

  private static void addTables(
      Source source,
      Table target,
      SimpleCatalogProto.Builder catalog,
      EvaluateModifyRequest.Builder request) {
    for (Table table : source.tables()) {
      if (!table.id().equals(target.id())) {
        String name = table.id().engineName();
        catalog.addTable(Catalogs.describe(table, name));
        request.putTableContent(name, Catalogs.content(table.contents().rows()));
      }
    }
  }

  private List<EvaluateModifyResponse.Row> modify(
      Source source, SimpleCatalogProto.Builder catalog, EvaluateModifyRequest.Builder request)
      throws SqlFailure {
    EvaluateModifyRequest built =
        request
            .setSql(source.sql())
            .setOptions(options(source))
            .setDescriptorPoolList(Catalogs.POOLS)
            .setSimpleCatalog(catalog)
            .addAllParams(parameters(source))
            .build();
    Limits.checkMessage(built.getSerializedSize(), source.tables());
    try {
      return service.modify(built, LIMIT).getContentList();
    } catch (StatusRuntimeException e) {
      throw SqlErrors.withoutPosition(e);
    }
  }

  private AnalyzerOptionsProto options(Source source) {
    AnalyzerOptionsProto.Builder options = dialect.execution().toBuilder();
    Resolver.declare(options, source.parameters());
    return options.build();
  }

  private static List<Parameter> parameters(Source source) {
    List<Parameter> all = new ArrayList<>();
    for (Query.Parameter parameter : source.parameters()) {
      all.add(Parameter.newBuilder().setName(parameter.name()).setValue(parameter.value()).build());
    }
    return all;
  }
}
