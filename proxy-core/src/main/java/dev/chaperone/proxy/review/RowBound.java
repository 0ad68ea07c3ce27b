package dev.chaperone.proxy.review;

import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.sql.SqlRequest;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.TableName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Says how many rows a statement can return at most: by its LIMIT, or by its tables' rows. */
final class RowBound {
  private RowBound() {}

  /**
   * @param catalogue empty while nothing has been looked up
   */
  static Fact<Long> of(
      ScriptFacts facts, JobShape shape, Optional<CatalogueView> catalogue, ReadTexts texts) {
    SqlRequest sql = shape.sql();
    if (facts.statements().size() != 1 || sql.legacy()) {
      return Fact.unknown("how many rows it shows is not bounded");
    }
    StatementFacts statement = facts.statements().getFirst();
    OptionalLong limit = statement.limit().toOptional().orElseGet(OptionalLong::empty);
    boolean plain =
        facts.isUnderstood() && statement.kind() == StatementKind.SELECT && !shape.definesTables();
    OptionalLong tables = plain ? tables(sql, catalogue, texts) : OptionalLong.empty();
    if (limit.isPresent() && tables.isPresent()) {
      return Fact.known(Math.min(limit.getAsLong(), tables.getAsLong()));
    }
    if (limit.isPresent() || tables.isPresent()) {
      return Fact.known(limit.isPresent() ? limit.getAsLong() : tables.getAsLong());
    }
    return Fact.unknown("how many rows it shows is not bounded");
  }

  private static OptionalLong tables(
      SqlRequest sql, Optional<CatalogueView> catalogue, ReadTexts texts) {
    Optional<List<List<TableName>>> branches =
        catalogue.isPresent() ? texts.rows(sql.sql()) : Optional.empty();
    if (branches.isEmpty()) {
      return OptionalLong.empty();
    }
    long sum = 0;
    for (List<TableName> tables : branches.get()) {
      OptionalLong rows = product(tables, sql, catalogue.get());
      if (rows.isEmpty()) {
        return rows;
      }
      sum = saturated(sum + rows.getAsLong());
    }
    return OptionalLong.of(sum);
  }

  private static OptionalLong product(
      List<TableName> tables, SqlRequest sql, CatalogueView catalogue) {
    long product = 1;
    for (TableName written : tables) {
      TableName name = written.within(sql.project(), sql.dataset());
      // In a session a short name may be a temporary table's.
      boolean sure = name.isQualified() && (written.isQualified() || !sql.session());
      Optional<Long> rows =
          sure ? catalogue.table(name).flatMap(t -> t.rows().toOptional()) : Optional.empty();
      if (rows.isEmpty()) {
        return OptionalLong.empty();
      }
      // An outer join keeps a row that has no partner; COUNT(*) of nothing is a row.
      long factor = tables.size() == 1 ? Math.max(1, rows.get()) : saturated(rows.get() + 1);
      product =
          Math.multiplyHigh(product, factor) != 0 ? Long.MAX_VALUE : saturated(product * factor);
    }
    return OptionalLong.of(product);
  }

  private static long saturated(long number) {
    return number < 0 ? Long.MAX_VALUE : number;
  }
}
