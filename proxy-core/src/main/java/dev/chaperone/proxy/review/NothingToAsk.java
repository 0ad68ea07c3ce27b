package dev.chaperone.proxy.review;

import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.sql.SqlRequest;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells texts about which BigQuery need not be asked now, as all that they name is known. */
final class NothingToAsk {
  private NothingToAsk() {}

  /** Only plain tables count: a view names others, and a routine may do anything. */
  static boolean about(ScriptFacts text, SqlRequest request, CatalogueView view) {
    if (!(text.routines() instanceof Fact.Known<Set<RoutineName>>(Set<RoutineName> routines)
        && routines.isEmpty()
        && text.reads() instanceof Fact.Known<Set<TableName>>(Set<TableName> reads)
        && text.writes() instanceof Fact.Known<Set<TableName>>(Set<TableName> writes))) {
      return false;
    }
    List<TableName> names = new ArrayList<>();
    for (Set<TableName> some : List.of(reads, writes)) {
      some.forEach(t -> names.add(t.within(request.project(), request.dataset())));
    }
    return view.isKnown(names);
  }
}
