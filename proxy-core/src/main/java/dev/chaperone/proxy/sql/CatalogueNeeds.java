package dev.chaperone.proxy.sql;

import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import dev.chaperone.sql.catalogue.TableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers from the catalogue what a text names, and what the views among that name in turn. */
final class CatalogueNeeds {
  /** Views in views beyond this are left to be unknown. */
  private static final int MAX_LEVELS = 16;

  private static final int MAX_TABLES = 1_000;

  private CatalogueNeeds() {}

  static CatalogueSnapshot gather(ScriptFacts facts, SqlRequest request, CatalogueSource source) {
    Set<TableName> wanted = new LinkedHashSet<>();
    Set<RoutineName> routines = new LinkedHashSet<>();
    for (StatementFacts statement : facts.statements()) {
      for (var names : List.of(statement.reads(), statement.writes())) {
        names
            .toOptional()
            .ifPresent(
                all ->
                    all.forEach(t -> wanted.add(t.within(request.project(), request.dataset()))));
      }
      statement.routines().toOptional().ifPresent(routines::addAll);
    }
    wanted.removeIf(table -> !table.isQualified());
    List<TableEntry> tables = new ArrayList<>();
    Set<TableName> asked = new HashSet<>();
    for (int level = 0; level < MAX_LEVELS && !wanted.isEmpty(); level++) {
      asked.addAll(wanted);
      Collection<TableEntry> found = source.tables(Set.copyOf(wanted));
      tables.addAll(found);
      wanted.clear();
      for (TableEntry entry : found) {
        entry.viewSql().ifPresent(sql -> wanted.addAll(named(sql, entry.name())));
      }
      wanted.removeAll(asked);
      if (asked.size() + wanted.size() > MAX_TABLES) {
        break;
      }
    }
    return new CatalogueSnapshot(
        tables, routines.isEmpty() ? List.of() : List.copyOf(source.routines(routines)));
  }

  private static Set<TableName> named(String viewSql, TableName view) {
    Set<TableName> names = new HashSet<>();
    for (StatementFacts statement : LexerFacts.of(viewSql).statements()) {
      statement
          .reads()
          .toOptional()
          .ifPresent(
              reads -> reads.forEach(t -> names.add(t.within(view.project(), Optional.empty()))));
    }
    names.removeIf(table -> !table.isQualified());
    return names;
  }
}
