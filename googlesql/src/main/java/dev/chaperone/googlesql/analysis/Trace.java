package dev.chaperone.googlesql.analysis;

import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.ColumnUse;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.OutputColumn.Source;
import dev.chaperone.sql.TableName;
import java.util.HashSet;
import java.util.Set;

/** What a statement was seen to touch while its columns were followed. */
final class Trace {
  private static final String REASON = "some of its columns are not followed";

  final Set<ColumnUse> uses = new HashSet<>();
  final Set<ColumnRef> columns = new HashSet<>();
  final Set<TableName> tables = new HashSet<>();
  final Set<TableName> throughViews = new HashSet<>();
  private boolean usesUnknown;
  private boolean viewsUnknown;

  void use(ColumnUse.Place place, Value value) {
    Set<Source> sources = new HashSet<>();
    usesUnknown |= value.collect(sources, false);
    for (Source source : sources) {
      uses.add(new ColumnUse(source.column(), place));
      columns.add(source.column());
    }
  }

  void touch(Value value) {
    Set<Source> sources = new HashSet<>();
    usesUnknown |= value.collect(sources, false);
    sources.forEach(s -> columns.add(s.column()));
  }

  void viewUnknown() {
    viewsUnknown = true;
  }

  /** What a view does is done by whoever reads it. */
  void include(Trace view) {
    uses.addAll(view.uses);
    throughViews.addAll(view.tables);
    throughViews.addAll(view.throughViews);
    usesUnknown |= view.usesUnknown;
    viewsUnknown |= view.viewsUnknown;
  }

  Fact<Set<ColumnUse>> usesFact() {
    return usesUnknown ? Fact.unknown(REASON) : Fact.known(uses);
  }

  Fact<Set<ColumnRef>> columnsFact() {
    return usesUnknown ? Fact.unknown(REASON) : Fact.known(columns);
  }

  Fact<Set<TableName>> throughViewsFact() {
    return viewsUnknown
        ? Fact.unknown("a view's definition is not known")
        : Fact.known(throughViews);
  }

  Fact<Set<ColumnRef>> indirect() {
    if (usesUnknown) {
      return Fact.unknown(REASON);
    }
    Set<ColumnRef> indirect = new HashSet<>();
    uses.forEach(u -> indirect.add(u.column()));
    return Fact.known(indirect);
  }
}
