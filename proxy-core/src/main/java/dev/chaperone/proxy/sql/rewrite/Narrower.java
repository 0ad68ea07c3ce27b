package dev.chaperone.proxy.sql.rewrite;

import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.proxy.sql.parser.BoundedParser;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.Field;
import dev.chaperone.sql.catalogue.TableEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * Writes a plain SELECT over one table so that it reads less: columns by name in place of {@code
 * *}, and a filter on the partition. What it answers is a proposal, checked by our own lexer to be
 * a read of the same table; where it is not sure it answers nothing.
 */
public final class Narrower {
  private static final int MAX_COLUMNS = 60;

  private Narrower() {}

  /**
   * @param facts of the same text
   * @param table the only one it reads
   * @param spared columns that need not be shown, such as tagged ones, by top-level name
   */
  public static Optional<String> narrow(
      String sql, ScriptFacts facts, TableEntry table, Set<String> spared) {
    if (facts.statements().size() != 1
        || facts.statements().getFirst().kind() != StatementKind.SELECT) {
      return Optional.empty();
    }
    return BoundedParser.parse(sql)
        .filter(PlainSelect.class::isInstance)
        .map(PlainSelect.class::cast)
        .filter(select -> isPlain(select) && change(select, facts, table, spared))
        .map(PlainSelect::toString)
        .filter(text -> isSameRead(text, sql));
  }

  private static boolean isPlain(PlainSelect select) {
    boolean withs = select.getWithItemsList() != null && !select.getWithItemsList().isEmpty();
    boolean joins = select.getJoins() != null && !select.getJoins().isEmpty();
    return select.getFromItem() instanceof Table && !withs && !joins;
  }

  /** The parser prints a path in backticks with double quotes, which make a string here. */
  private static void quote(PlainSelect select) {
    if (select.getFromItem() instanceof Table from && from.toString().contains("\"")) {
      List<String> path =
          Arrays.stream(from.getFullyQualifiedName().split("\\.", -1))
              .map(part -> "`" + part.replace("\"", "") + "`")
              .toList();
      Table quoted = new Table(path);
      quoted.setAlias(from.getAlias());
      select.setFromItem(quoted);
    }
  }

  /** Whether there was something to change. */
  private static boolean change(
      PlainSelect select, ScriptFacts facts, TableEntry table, Set<String> spared) {
    quote(select);
    boolean named = nameColumns(select, table, spared);
    boolean unfiltered =
        facts
            .statements()
            .getFirst()
            .unfilteredPartitions()
            .toOptional()
            .map(tables -> !tables.isEmpty())
            .orElse(false);
    return (unfiltered && filter(select, table)) || named;
  }

  private static boolean nameColumns(PlainSelect select, TableEntry table, Set<String> spared) {
    List<SelectItem<?>> items = select.getSelectItems();
    if (items.size() != 1
        || items.getFirst().getExpression() instanceof AllTableColumns
        || !(items.getFirst().getExpression() instanceof AllColumns star)
        || !star.toString().strip().equals("*")) {
      return false;
    }
    List<String> names =
        table.fields().stream().map(Field::name).filter(name -> !spared.contains(name)).toList();
    if (names.isEmpty() || names.size() > MAX_COLUMNS) {
      return false;
    }
    select.setSelectItems(
        names.stream()
            .<SelectItem<?>>map(name -> new SelectItem<>(new Column("`" + name + "`")))
            .toList());
    return true;
  }

  private static boolean filter(PlainSelect select, TableEntry table) {
    Optional<Expression> condition =
        table.partitionColumns().stream()
            .flatMap(column -> condition(table, column).stream())
            .findFirst();
    condition.ifPresent(
        lately -> {
          Expression where = select.getWhere();
          select.setWhere(
              where == null
                  ? lately
                  : new AndExpression(new ParenthesedExpressionList<>(where), lately));
        });
    return condition.isPresent();
  }

  private static Optional<Expression> condition(TableEntry table, String column) {
    String type =
        switch (column) {
          case "_PARTITIONTIME" -> "TIMESTAMP";
          case "_PARTITIONDATE" -> "DATE";
          default ->
              table.fields().stream()
                  .filter(field -> field.name().equalsIgnoreCase(column))
                  .map(field -> field.type().toUpperCase(Locale.ROOT))
                  .findFirst()
                  .orElse("");
        };
    String text =
        switch (type) {
          case "DATE", "DATETIME", "TIMESTAMP" ->
              "`%s` >= %s_SUB(CURRENT_%s(), INTERVAL 7 DAY)".formatted(column, type, type);
          default -> "";
        };
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(CCJSqlParserUtil.parseCondExpression(text));
    } catch (JSQLParserException | RuntimeException notUnderstood) {
      return Optional.empty();
    }
  }

  private static boolean isSameRead(String text, String before) {
    ScriptFacts after = LexerFacts.of(text);
    Fact<Set<TableName>> reads = after.reads();
    return after.statements().size() == 1
        && after.statements().getFirst().kind() == StatementKind.SELECT
        && reads.isKnown()
        && reads.equals(LexerFacts.of(before).reads());
  }
}
