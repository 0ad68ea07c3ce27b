package dev.chaperone.proxy.sql;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.proxy.sql.lexer.SqlLimits;
import dev.chaperone.proxy.sql.suspicion.Suspicion;
import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFactsBuilder;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a request's SQL does: by our lexer, and where it runs by Google's analyser too.
 *
 * <p>Never throws over a text. What is not understood, or not agreed on, is in doubt. May wait some
 * seconds for the analyser, so it is called on a thread that may wait.
 */
public final class SqlInspector {
  private static final int CACHED_TEXTS = 2_000;

  /** An analysis, right as long as the catalogue says the same. */
  private record Cached(ScriptFacts lexer, CatalogueSnapshot catalogue, ScriptFacts facts) {}

  private final NativeAnalysis analysis;
  private final TextCache<SqlRequest, Cached> cache = new TextCache<>(CACHED_TEXTS);

  public SqlInspector(NativeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Lexer-only mode, and why; empty where Google's analyser runs or is starting. */
  public Optional<String> lexerOnly() {
    return analysis.state() instanceof NativeAnalysis.State.Unavailable(String why)
        ? Optional.of(why)
        : Optional.empty();
  }

  public ScriptFacts inspect(SqlRequest request, CatalogueSource source) {
    return inspect(request, source, Long.MAX_VALUE);
  }

  /**
   * @param deadlineNanos as {@link System#nanoTime} counts, {@link Long#MAX_VALUE} if there is
   *     none; what is not found out by then is in doubt
   */
  public ScriptFacts inspect(SqlRequest request, CatalogueSource source, long deadlineNanos) {
    if (request.legacy()) {
      return legacy();
    }
    Optional<Cached> cached = cache.get(request);
    ScriptFacts lexer = cached.map(Cached::lexer).orElseGet(() -> read(request.sql()));
    CatalogueSnapshot catalogue = CatalogueNeeds.gather(lexer, request, source);
    if (cached.isPresent() && cached.get().catalogue().equals(catalogue)) {
      return cached.get().facts();
    }
    ScriptFacts facts =
        Names.resolve(
            analysed(lexer, request, catalogue, patience(deadlineNanos)), request, catalogue);
    if (isLasting(facts)) {
      cache.put(request, request.sql().length(), new Cached(lexer, catalogue, facts));
    }
    return facts;
  }

  private ScriptFacts read(String sql) {
    ScriptFacts lexer = LexerFacts.of(sql);
    return lexerOnly().isPresent() ? Suspicion.added(lexer, sql) : lexer;
  }

  private static Duration patience(long deadlineNanos) {
    return deadlineNanos == Long.MAX_VALUE
        ? Duration.ofHours(1)
        : Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
  }

  private ScriptFacts analysed(
      ScriptFacts lexer, SqlRequest request, CatalogueSnapshot catalogue, Duration patience) {
    // What the lexer doubts is held in any case, and never reaches native code.
    if (!lexer.isUnderstood() || lexerOnly().isPresent()) {
      return lexer;
    }
    if (request.sql().length() > SqlLimits.MAX_NATIVE_CHARACTERS) {
      return lexer.withDoubt(
          new Doubt(
              Doubt.Reason.BEYOND_LIMITS,
              "more than %,d characters are not analysed"
                  .formatted(SqlLimits.MAX_NATIVE_CHARACTERS)));
    }
    return Agreement.of(
        lexer,
        analysis.analyse(request.sql(), request.project(), request.dataset(), catalogue, patience));
  }

  private static ScriptFacts legacy() {
    return new ScriptFacts(
        ScriptFacts.Analyser.LEXER,
        List.of(
            new StatementFactsBuilder(StatementKind.UNKNOWN, "legacy SQL is not read")
                .risks(Set.of(Risk.LEGACY_SQL))
                .build()),
        List.of(
            new Doubt(
                Doubt.Reason.UNKNOWN_STATEMENT,
                "legacy SQL is not read; set useLegacySql to false and use GoogleSQL")));
  }

  /** Whether the same answer would come again. */
  private boolean isLasting(ScriptFacts facts) {
    return analysis.state() instanceof NativeAnalysis.State.Unavailable
        || facts.doubts().stream()
            .noneMatch(
                d ->
                    switch (d.reason()) {
                      case ANALYSER_STARTING, ANALYSER_FAILED, KNOWN_KILLER -> true;
                      case NOT_READABLE,
                          UNKNOWN_STATEMENT,
                          BEYOND_LIMITS,
                          REFUSED,
                          DISAGREEMENT,
                          NAME ->
                          false;
                    });
  }
}
