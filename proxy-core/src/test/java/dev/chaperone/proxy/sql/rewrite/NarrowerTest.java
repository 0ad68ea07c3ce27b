package dev.chaperone.proxy.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.Field;
import dev.chaperone.sql.catalogue.TableEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowerTest {
  private static final TableName ORDERS = TableName.of("shop", "orders");
  private static final List<Field> FIELDS =
      List.of(Field.of("id", "INT64"), Field.of("note", "STRING"), Field.of("day", "DATE"));
  private static final TableEntry TABLE =
      new TableEntry(ORDERS, FIELDS, Optional.empty(), List.of("day"));

  @Test
  void aStarBecomesTheColumnsThatNeedNotBeSpared() {
    assertThat(narrow("SELECT * FROM shop.orders", false))
        .contains("SELECT `id`, `day` FROM shop.orders");
  }

  @Test
  void aFilterOnThePartitionIsAddedToTheOthers() {
    assertThat(narrow("SELECT id FROM shop.orders WHERE id = 1 OR note = 'x'", true))
        .contains(
            "SELECT id FROM shop.orders WHERE (id = 1 OR note = 'x') AND `day` >="
                + " DATE_SUB(CURRENT_DATE(), INTERVAL 7 DAY)");
  }

  @Test
  void aPathInBackticksStaysAName() {
    assertThat(narrow("SELECT * FROM `demo.shop.orders` LIMIT 3;", false))
        .contains("SELECT `id`, `day` FROM `demo`.`shop`.`orders` LIMIT 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM shop.orders",
        "SELECT * EXCEPT (id) FROM shop.orders",
        "SELECT o.* FROM shop.orders AS o",
        "SELECT * FROM shop.orders JOIN shop.customers USING (id)",
        "WITH a AS (SELECT 1) SELECT * FROM shop.orders",
        "SELECT * FROM shop.orders; DROP TABLE shop.orders",
        "DELETE FROM shop.orders WHERE TRUE",
        "FROM shop.orders |> WHERE id = 1",
        "SELECT ((((((((((((((((((((((1)))))))))))))))))))))), * FROM shop.orders",
        "SELECT * FROM",
        ""
      })
  void whatIsNotPlainOrNeedsNothingIsLeftAlone(String sql) {
    assertThat(narrow(sql, false)).isEmpty();
  }

  private static Optional<String> narrow(String sql, boolean unfiltered) {
    ScriptFacts facts = LexerFacts.of(sql);
    return Narrower.narrow(sql, unfiltered ? unfiltered(facts) : facts, TABLE, Set.of("note"));
  }

  /** The lexer alone does not know which tables have partitions. */
  private static ScriptFacts unfiltered(ScriptFacts facts) {
    StatementFacts s = facts.statements().getFirst();
    StatementFacts more =
        new StatementFacts(
            s.start(),
            s.end(),
            s.depth(),
            s.kind(),
            s.effect(),
            s.risks(),
            s.reads(),
            s.readsThroughViews(),
            s.writes(),
            s.routines(),
            s.output(),
            s.uses(),
            s.columns(),
            s.parameters(),
            s.limit(),
            Fact.known(Set.of(ORDERS)));
    return new ScriptFacts(facts.analyser(), List.of(more), facts.doubts());
  }
}
