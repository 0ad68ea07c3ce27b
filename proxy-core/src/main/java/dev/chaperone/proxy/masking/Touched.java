package dev.chaperone.proxy.masking;

import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.catalogue.TableInfo;
import dev.chaperone.proxy.sql.lexer.ColumnMentions;
import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Says which columns a text touches at most: what the analyser followed, or else what the names in
 * it allow for, of tables whose columns are known.
 */
public final class Touched {
  private static final String PLAIN = "TABLE";

  /** Of these views none shows values of tables, or texts of statements. */
  private static final Set<String> ABOUT_TABLES =
      Set.of(
          "TABLES",
          "COLUMNS",
          "COLUMN_FIELD_PATHS",
          "SCHEMATA",
          "PARTITIONS",
          "TABLE_STORAGE",
          "TABLE_CONSTRAINTS",
          "KEY_COLUMN_USAGE");

  private Touched() {}

  /**
   * Unknown if it may touch anything.
   *
   * @param session whether it runs in a BigQuery session, which may have tables and variables that
   *     an earlier request filled
   */
  public static Fact<Set<ColumnRef>> columns(
      ScriptFacts facts, String sql, boolean session, Optional<CatalogueView> view) {
    if (facts.columns().isKnown() && facts.uses().isKnown()) {
      return facts.columns();
    }
    boolean queries =
        facts.isUnderstood()
            && facts.statements().stream()
                .allMatch(s -> s.kind() == StatementKind.SELECT || s.effect() == Effect.CONTROL)
            // A system variable may change what names mean.
            && !sql.contains("@@");
    boolean own = facts.routines().toOptional().map(Set::isEmpty).orElse(false);
    if (!queries || !own || session || view.isEmpty()) {
      return Fact.unknown("which columns it touches is not followed");
    }
    return switch (facts.reads()) {
      case Fact.Unknown<Set<TableName>>(String why) -> Fact.unknown(why);
      case Fact.Known<Set<TableName>>(Set<TableName> tables) -> of(tables, sql, view.get());
    };
  }

  private static Fact<Set<ColumnRef>> of(Set<TableName> tables, String sql, CatalogueView view) {
    Fact<Set<String>> names = ColumnMentions.of(sql);
    Set<ColumnRef> columns = new HashSet<>();
    for (TableName table : tables) {
      if (isAboutTables(table)) {
        continue;
      }
      Optional<TableInfo> info = view.table(table);
      // A view reads what its own text names.
      if (info.isEmpty() || !info.get().type().equals(PLAIN)) {
        return Fact.unknown("the columns of " + table + " are not known");
      }
      info.get()
          .entry()
          .fields()
          .forEach(
              field -> {
                boolean named =
                    names
                        .toOptional()
                        .map(all -> all.contains(field.name().toLowerCase(Locale.ROOT)))
                        .orElse(true);
                if (named) {
                  columns.add(new ColumnRef(table, List.of(field.name())));
                }
              });
    }
    return Fact.known(columns);
  }

  private static boolean isAboutTables(TableName table) {
    return table.isInformationSchema()
        && ABOUT_TABLES.contains(
            table.table().substring(table.table().indexOf('.') + 1).toUpperCase(Locale.ROOT));
  }
}
