package dev.chaperone.proxy.sql.suspicion;

import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.LateralSubSelect;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.util.TablesNamesFinder;

/**
 * Gathers from JSqlParser's tree the names that can only be tables. A path that begins as some
 * alias does may be an array of that table's, wherever the alias stands: such are left out.
 */
final class NamedTables extends TablesNamesFinder<Void> {
  private final List<List<String>> paths = new ArrayList<>();
  private final Set<String> aliases = new HashSet<>();

  private NamedTables() {}

  /**
   * @throws RuntimeException the finder's own, over what it does not know
   */
  static Set<TableName> in(Statement statement) {
    NamedTables found = new NamedTables();
    Set<String> unused = found.getTables(statement);
    Set<TableName> names = new HashSet<>();
    for (List<String> path : found.paths) {
      boolean qualified = path.size() > 1;
      if (qualified && !found.aliases.contains(lower(path.getFirst()))) {
        TableName.parse(path).ifPresent(names::add);
      }
    }
    return names;
  }

  @Override
  public <S> Void visit(Table table, S context) {
    List<String> path = path(table);
    paths.add(path);
    alias(table.getAlias());
    // Its own last name stands for it, too.
    aliases.add(lower(path.getLast()));
    return super.visit(table, context);
  }

  @Override
  public <S> Void visit(WithItem<?> item, S context) {
    aliases.add(lower(unquoted(item.getUnquotedAliasName())));
    return super.visit(item, context);
  }

  @Override
  public <S> Void visit(ParenthesedSelect select, S context) {
    alias(select.getAlias());
    return super.visit(select, context);
  }

  @Override
  public <S> Void visit(LateralSubSelect select, S context) {
    alias(select.getAlias());
    return super.visit(select, context);
  }

  @Override
  public <S> Void visit(ParenthesedFromItem item, S context) {
    alias(item.getAlias());
    return super.visit(item, context);
  }

  @Override
  public <S> Void visit(TableFunction function, S context) {
    alias(function.getAlias());
    return super.visit(function, context);
  }

  private void alias(@org.jspecify.annotations.Nullable Alias alias) {
    if (alias != null && alias.getName() != null) {
      aliases.add(lower(unquoted(alias.getName())));
    }
  }

  private static List<String> path(Table table) {
    return List.of(unquoted(table.getFullyQualifiedName()).split("\\.", -1));
  }

  private static String unquoted(String name) {
    return name.replace("`", "").replace("\"", "").strip();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
