package dev.chaperone.proxy.sql;

import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.RoutineEntry;
import dev.chaperone.sql.catalogue.TableEntry;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Where tables, views and routines are looked up.
 *
 * <p>Answers with the same instances as long as nothing changed: that is how a cached analysis is
 * known to be still right. What is not found is left out.
 */
public interface CatalogueSource {
  /** An entry's name is the one asked for. */
  Collection<TableEntry> tables(Set<TableName> names);

  /** An entry's name is the one asked for. */
  Collection<RoutineEntry> routines(Set<RoutineName> names);

  /** Knows nothing. */
  static CatalogueSource empty() {
    return new CatalogueSource() {
      @Override
      public Collection<TableEntry> tables(Set<TableName> names) {
        return List.of();
      }

      @Override
      public Collection<RoutineEntry> routines(Set<RoutineName> names) {
        return List.of();
      }
    };
  }
}
