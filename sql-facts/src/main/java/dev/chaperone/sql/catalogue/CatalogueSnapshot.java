package dev.chaperone.sql.catalogue;

import java.util.List;

/** All that the analysis of one text may know of the warehouse. */
public record CatalogueSnapshot(List<TableEntry> tables, List<RoutineEntry> routines) {
  public static final CatalogueSnapshot EMPTY = new CatalogueSnapshot(List.of(), List.of());

  public CatalogueSnapshot {
    tables = List.copyOf(tables);
    routines = List.copyOf(routines);
  }
}
