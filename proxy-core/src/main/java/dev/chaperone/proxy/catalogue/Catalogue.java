package dev.chaperone.proxy.catalogue;

import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.RoutineEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Tables, views and routines as BigQuery has them, looked up with the gateway's credential and
 * believed for a while. Safe for many threads.
 */
public final class Catalogue {
  public static final Duration MAX_AGE = Duration.ofSeconds(60);

  private final GatewayCalls calls;
  private final LookupCache<Key<TableName>, TableInfo> tables;
  private final LookupCache<Key<RoutineName>, RoutineEntry> routines;

  /**
   * @param maxAge how long an answer is believed
   * @param executor runs look-ups, each on a thread that may wait
   */
  public Catalogue(Upstream upstream, Clock clock, Duration maxAge, Executor executor) {
    this.calls = new GatewayCalls(upstream);
    this.tables = new LookupCache<>(clock, maxAge, executor, (before, now) -> now.keeping(before));
    this.routines =
        new LookupCache<>(
            clock, maxAge, executor, (before, now) -> now.equals(before) ? before : now);
  }

  /**
   * A view for one request, in which names without a project are not looked up.
   *
   * @param deadlineNanos as {@link System#nanoTime} counts; what is not answered by then is unknown
   */
  public CatalogueView view(LookupRecord record, long deadlineNanos) {
    return new CatalogueView(
        tables, routines, new LookupSender(calls, record, deadlineNanos), Optional.empty());
  }

  /** A view for one request, in which names without a project are looked up in this one. */
  public CatalogueView view(LookupRecord record, long deadlineNanos, String defaultProject) {
    return new CatalogueView(
        tables,
        routines,
        new LookupSender(calls, record, deadlineNanos),
        Optional.of(defaultProject).filter(p -> !p.isEmpty()));
  }

  /** Forgets a table, and a routine of that name; what the name leaves out may be anything. */
  public void invalidate(TableName table) {
    invalidate(
        key ->
            key.id().equalsIgnoreCase(table.table())
                && table.dataset().map(key.dataset()::equalsIgnoreCase).orElse(true)
                && table.project().map(key.project()::equalsIgnoreCase).orElse(true));
  }

  public void invalidateDataset(String project, String dataset) {
    invalidate(
        key -> key.project().equalsIgnoreCase(project) && key.dataset().equalsIgnoreCase(dataset));
  }

  public void invalidateAll() {
    invalidate(key -> true);
  }

  // Without regard to case, as some datasets are: forgetting too much does no harm.
  private void invalidate(Predicate<Key<?>> which) {
    tables.invalidate(which::test);
    routines.invalidate(which::test);
  }
}
