package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.AnyResolvedStatementProto;
import com.google.zetasql.LocalService.AnalyzeRequest;
import com.google.zetasql.LocalService.ParseRequest;
import com.google.zetasql.LocalService.RegisterCatalogRequest;
import com.google.zetasql.ZetaSQLOptions.ParameterMode;
import com.google.zetasql.ZetaSQLOptionsProto.AnalyzerOptionsProto;
import com.google.zetasql.io.grpc.StatusRuntimeException;
import com.google.zetasql.parser.AnyASTStatementProto;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses statements, and finds out what their names and types mean in a warehouse. */
final class Resolver {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CATALOGS = 8;
  private static final long CATALOG_BYTES = 16L << 20;

  private record Key(long shape, Optional<String> defaultDataset) {}

  private final NativeService service;
  private final Dialect dialect;
  private final Catalogs catalogs;
  private final Registrations<Key> registered;

  Resolver(NativeService service, Dialect dialect, Catalogs catalogs) {
    this.service = service;
    this.dialect = dialect;
    this.catalogs = catalogs;
    this.registered = new Registrations<>(service, CATALOGS, CATALOG_BYTES);
  }

  /** Fails if the text is no script of statements. */
  void check(Warehouse warehouse, Query query) throws SqlFailure {
    SqlLimits.check(query.sql());
    try {
      service.parse(parsing(query.sql()).setAllowScript(true).build(), LIMIT);
    } catch (StatusRuntimeException e) {
      throw SqlErrors.of(e, warehouse, query.defaultDataset());
    }
  }

  /** The tree of a statement that has been resolved before. */
  AnyASTStatementProto parsed(String sql) throws SqlFailure {
    try {
      return service.tree(parsing(sql).build(), LIMIT).getParsedStatement();
    } catch (StatusRuntimeException e) {
      throw SqlErrors.withoutPosition(e);
    }
  }

  private ParseRequest.Builder parsing(String sql) {
    return ParseRequest.newBuilder().setSqlStatement(sql).setOptions(dialect.language());
  }

  /**
   * @param prune leaves out columns nobody reads, and with them parameters
   */
  AnyResolvedStatementProto resolve(Warehouse warehouse, Query query, boolean prune)
      throws SqlFailure {
    AnalyzerOptionsProto.Builder options =
        dialect.analysis().toBuilder().setPruneUnusedColumns(prune);
    if (query.positional()) {
      options.setParameterMode(ParameterMode.PARAMETER_POSITIONAL);
      query.parameters().forEach(p -> options.addPositionalQueryParameters(p.type()));
    } else {
      declare(options, query.parameters());
    }
    Optional<String> dataset =
        query.defaultDataset().filter(name -> warehouse.dataset(name).isPresent());
    try (Registrations.Lease catalog =
        registered.acquire(
            new Key(warehouse.shape(), dataset), () -> catalogs.resolving(warehouse, dataset))) {
      return service
          .analyze(
              AnalyzeRequest.newBuilder()
                  .setSqlStatement(query.sql())
                  .setOptions(options)
                  .setRegisteredCatalogId(catalog.id())
                  .setDescriptorPoolList(Catalogs.POOLS)
                  .build(),
              LIMIT)
          .getResolvedStatement();
    } catch (StatusRuntimeException e) {
      throw SqlErrors.of(e, warehouse, query.defaultDataset());
    }
  }

  /** Fails if a changed warehouse could not be described to the engine any more. */
  void tryOut(Warehouse changed) throws SqlFailure {
    RegisterCatalogRequest request = catalogs.resolving(changed, Optional.empty());
    Limits.checkCatalog(request.getSerializedSize());
    try {
      service.unregister(service.register(request));
    } catch (StatusRuntimeException e) {
      throw SqlErrors.withoutPosition(e);
    }
  }

  static void declare(AnalyzerOptionsProto.Builder options, List<Query.Parameter> parameters) {
    for (Query.Parameter parameter : parameters) {
      options.addQueryParameters(
          AnalyzerOptionsProto.QueryParameterProto.newBuilder()
              .setName(parameter.name().toLowerCase(Locale.ROOT))
              .setType(parameter.type()));
    }
  }
}
