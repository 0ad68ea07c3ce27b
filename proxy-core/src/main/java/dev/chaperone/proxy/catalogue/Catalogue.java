package dev.chaperone.proxy.catalogue;

import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.RoutineEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Tables, views and routines as BigQuery has them, looked up with the gateway's credential and
 * believed for a while. Safe for many threads.
 */
public final class Catalogue {
  public static final Duration MAX_AGE = Duration.ofSeconds(60);

  /** What was found out by one way upstream: by another, a name may mean something else. */
  private record Known(
      LookupCache<Key<TableName>, TableInfo> tables,
      LookupCache<Key<RoutineName>, RoutineEntry> routines) {}

  private final Upstreams upstreams;
  private final Clock clock;
  private final Duration maxAge;
  private final Executor executor;

  /** A way that is closed is forgotten with what it told. */
  private final Map<Upstream, Known> ways = new WeakHashMap<>();

  /**
   * @param maxAge how long an answer is believed
   * @param executor runs look-ups, each on a thread that may wait
   */
  public Catalogue(Upstreams upstreams, Clock clock, Duration maxAge, Executor executor) {
    this.upstreams = upstreams;
    this.clock = clock;
    this.maxAge = maxAge;
    this.executor = executor;
  }

  /**
   * A view for one request, in which names without a project are not looked up.
   *
   * @param deadlineNanos as {@link System#nanoTime} counts; what is not answered by then is unknown
   */
  public CatalogueView view(LookupRecord record, long deadlineNanos) {
    return view(record, deadlineNanos, "");
  }

  /** A view for one request, in which names without a project are looked up in this one. */
  public CatalogueView view(LookupRecord record, long deadlineNanos, String defaultProject) {
    return view(record, deadlineNanos, defaultProject, defaultProject);
  }

  /**
   * The same for a request that another project is billed for: that one's credential is what the
   * request will run with, and so what is looked up with.
   */
  public CatalogueView view(
      LookupRecord record, long deadlineNanos, String defaultProject, String billed) {
    GatewayCalls calls = new GatewayCalls(upstreams, billed);
    Known known = calls.way().map(this::known).orElseGet(this::nothing);
    return new CatalogueView(
        known.tables(),
        known.routines(),
        new LookupSender(calls, record, deadlineNanos),
        Optional.of(defaultProject).filter(p -> !p.isEmpty()));
  }

  private Known known(Upstream way) {
    synchronized (ways) {
      return ways.computeIfAbsent(way, w -> nothing());
    }
  }

  private Known nothing() {
    return new Known(
        new LookupCache<>(clock, maxAge, executor, (before, now) -> now.keeping(before)),
        new LookupCache<>(
            clock, maxAge, executor, (before, now) -> now.equals(before) ? before : now));
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
    synchronized (ways) {
      for (Known known : ways.values()) {
        known.tables().invalidate(which::test);
        known.routines().invalidate(which::test);
      }
    }
  }
}
