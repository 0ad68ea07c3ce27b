package dev.chaperone.proxy.catalogue;

import dev.chaperone.proxy.sql.CatalogueSource;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.RoutineEntry;
import dev.chaperone.sql.catalogue.TableEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue for one request: what it was told once stays so, and what could not be looked up is
 * not asked again.
 *
 * <p>Throws {@link dev.chaperone.recordings.RecordingException} if a look-up cannot be recorded.
 */
public final class CatalogueView implements CatalogueSource {
  private static final String PLAIN = "TABLE";

  private final Optional<String> defaultProject;
  private final LookupCache<Key<TableName>, TableInfo> cache;
  private final ViewPart<Key<TableName>, TableInfo> tables;
  private final ViewPart<Key<RoutineName>, RoutineEntry> routines;

  CatalogueView(
      LookupCache<Key<TableName>, TableInfo> tables,
      LookupCache<Key<RoutineName>, RoutineEntry> routines,
      LookupSender sender,
      Optional<String> defaultProject) {
    this.defaultProject = defaultProject;
    this.cache = tables;
    this.tables =
        new ViewPart<>(
            tables,
            sender,
            key ->
                sender.get(
                    key.datasetPath() + "/tables/" + GatewayCalls.encode(key.id()),
                    json -> TableReader.read(key, json)));
    this.routines =
        new ViewPart<>(
            routines,
            sender,
            key ->
                sender.get(
                    key.datasetPath() + "/routines/" + GatewayCalls.encode(key.id()),
                    json -> RoutineReader.read(key, json)));
  }

  @Override
  public Collection<TableEntry> tables(Set<TableName> names) {
    return tables
        .found(names.stream().flatMap(n -> Key.of(n, defaultProject).stream()).toList())
        .stream()
        .map(TableInfo::entry)
        .toList();
  }

  @Override
  public Collection<RoutineEntry> routines(Set<RoutineName> names) {
    return routines.found(names.stream().flatMap(n -> Key.of(n, defaultProject).stream()).toList());
  }

  /** Looks it up if need be; empty if it does not exist or could not be looked up. */
  public Optional<TableInfo> table(TableName name) {
    return Key.of(name, defaultProject)
        .flatMap(key -> tables.found(List.of(key)).stream().findFirst());
  }

  /**
   * Whether these are plain tables that are known already, so that nothing need be asked of
   * BigQuery about them now.
   */
  public boolean isKnown(Collection<TableName> names) {
    return names.stream()
        .allMatch(
            name ->
                Key.of(name, defaultProject)
                    .flatMap(cache::fresh)
                    .filter(info -> info.type().equals(PLAIN))
                    .isPresent());
  }

  /** False if some look-up failed or was late; that something does not exist is an answer. */
  public boolean complete() {
    return tables.complete() && routines.complete();
  }
}
