package dev.chaperone.proxy.sql.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.sql.Fact;
import dev.chaperone.sql.Parameters;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.TableName;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      value = {
        "SELECT 1 ¦ ~~",
        "SELECT a FROM d.t ¦ d.t",
        "SELECT a FROM `p.d.t`, d . u AS x JOIN `d`.v USING (a) ¦ p.d.t d.u d.v",
        "SELECT a FROM my-project-1.d.t ¦ my-project-1.d.t",
        "SELECT a FROM `d.\\u0074` ¦ d.t",
        "SELECT a, .5, b+.5 FROM d .2days WHERE .5 < a LIMIT 5 ¦ d.2days",
        "SELECT a FROM p.d. 456 x ¦ p.d.456",
        "SELECT a FROM d.t o, o.items ¦ d.t",
        "SELECT a FROM d.t, t.items i, i.more ¦ d.t",
        "SELECT (SELECT MAX(x) FROM o.items) FROM d.t o ¦ d.t",
        "SELECT a FROM (SELECT 1) d, (SELECT * FROM d.t) ¦ d.t",
        "SELECT a FROM d.t, (SELECT 1) AS d ¦ d.t",
        "SELECT 1 FROM (SELECT 1) a JOIN d.b ON EXISTS (SELECT * FROM d.t), (SELECT 1) AS d ¦ d.b d.t",
        "SELECT 1 FROM (SELECT 1) AS d UNION ALL SELECT 2 FROM d.t ¦ d.t",
        "FROM d.a |> JOIN d.b ON EXISTS (SELECT * FROM d.t) |> JOIN (SELECT 1) AS d ON TRUE ¦ d.a d.b d.t",
        "WITH t AS (SELECT * FROM d.t) SELECT * FROM t ¦ d.t",
        "WITH t AS (SELECT * FROM t) SELECT * FROM t ¦ t",
        "WITH RECURSIVE t AS (SELECT 1 UNION ALL SELECT * FROM t) SELECT * FROM t ¦ ~~",
        "SELECT * FROM (WITH s AS (SELECT 1) SELECT * FROM s), s ¦ s",
        "SELECT EXTRACT(YEAR FROM x), TRIM(y), a IS NOT DISTINCT FROM b FROM d.t ¦ d.t",
        "SELECT a FROM ((d.t JOIN d.u USING (a)) JOIN d.v USING (a)) ¦ d.t d.u d.v",
        "SELECT a FROM d.t WHERE a IN (SELECT b FROM d.u) QUALIFY 1 = (SELECT 1 FROM d.v) ¦ d.t d.u d.v",
        "SELECT * FROM UNNEST([1]) x, d.t ¦ d.t",
        "SELECT * FROM d.f(TABLE d.t, (SELECT * FROM d.u)) ¦ d.t d.u",
        "SELECT * FROM d.t PIVOT (SUM(a) FOR b IN ('x')), d.u ¦ d.t d.u",
        "UPDATE d.t SET a = (SELECT 1 FROM d.u) FROM d.v WHERE TRUE ¦ d.u d.v",
        "MERGE d.t USING d.u ON d.x IN (SELECT 1 FROM d.v) WHEN MATCHED THEN DELETE ¦ d.u d.v",
        "DELETE FROM d.t WHERE EXISTS (SELECT 1 FROM d.u) ¦ d.u",
        "CREATE TABLE d.t AS SELECT * FROM d.u ¦ d.u",
        "CREATE TABLE d.t CLONE d.u ¦ d.u",
        "CREATE VIEW d.v AS WITH x AS (SELECT * FROM d.t) SELECT * FROM x ¦ d.t",
        "IF EXISTS (SELECT 1 FROM d.t) THEN SELECT 1; ELSEIF (SELECT TRUE FROM d.u) THEN SELECT 2 FROM d.v; END IF ¦ d.t d.u d.v",
        "DECLARE x INT64 DEFAULT (SELECT MAX(a) FROM d.t) ¦ d.t",
        "CREATE TEMP TABLE x AS SELECT * FROM d.t; SELECT * FROM x ¦ d.t",
        "CREATE TEMP TABLE x AS SELECT 1 AS a; DROP TABLE x; SELECT * FROM x ¦ x",
        "IF TRUE THEN CREATE TEMP TABLE x AS SELECT 1 AS a; END IF; SELECT * FROM x ¦ x",
        "FROM d.t |> UNION ALL (FROM d.u), (SELECT * FROM d.v) |> JOIN d.w USING (a) ¦ d.t d.u d.v d.w",
        "SELECT `FROM d.x` FROM d.t -- FROM d.y ¦ d.t",
        "SELECT 'FROM d.x' FROM d.t /* , d.y */ ¦ d.t",
        "SELECT * FROM `d.events_*` ¦ d.events_*",
        "SELECT * FROM `region-us`.INFORMATION_SCHEMA.JOBS ¦ region-us.INFORMATION_SCHEMA.JOBS",
        "SELECT * FROM GRAPH_TABLE(d.g MATCH (n) RETURN n.a) ¦ d.g",
      })
  void tablesReadAreFound(String sql, String tables) {
    Set<String> expected = tables.isBlank() ? Set.of() : Set.of(tables.strip().split(" "));
    ScriptFacts facts = LexerFacts.of(sql);
    assertThat(facts.doubts()).isEmpty();
    assertThat(
            facts.reads().toOptional().orElseThrow().stream()
                .map(TableName::dotted)
                .collect(Collectors.toSet()))
        .isEqualTo(expected);
  }

  @Test
  void whatIsWrittenIsFound() {
    assertThat(LexerFacts.of("INSERT INTO `d.t` (a) SELECT a FROM d.u").writes())
        .isEqualTo(Fact.known(Set.of(TableName.of("d", "t"))));
    assertThat(LexerFacts.of("DROP TABLE IF EXISTS p.d.t").writes())
        .isEqualTo(Fact.known(Set.of(TableName.of("p", "d", "t"))));
    assertThat(LexerFacts.of("FROM d.t |> INSERT INTO d.u").writes())
        .isEqualTo(Fact.known(Set.of(TableName.of("d", "u"))));
    assertThat(LexerFacts.of("DROP ROW ACCESS POLICY p ON d.t").writes())
        .isEqualTo(Fact.known(Set.of(TableName.of("d", "t"))));
  }

  @Test
  void limitsAndParametersAreFound() {
    ScriptFacts facts = LexerFacts.of("SELECT @A, ?, ? FROM d.t LIMIT 10 OFFSET 5");
    assertThat(facts.statements().getFirst().limit()).isEqualTo(Fact.known(OptionalLong.of(10)));
    assertThat(facts.statements().getFirst().parameters())
        .isEqualTo(new Parameters(Set.of("a"), 2));
    assertThat(LexerFacts.of("SELECT 1").statements().getFirst().limit())
        .isEqualTo(Fact.known(OptionalLong.empty()));
    String inside = "SELECT * FROM (SELECT 1 FROM d.t LIMIT 1), d.u";
    assertThat(LexerFacts.of(inside).statements().getFirst().limit().isKnown()).isFalse();
  }

  @Test
  void risksAreSeen() {
    assertThat(LexerFacts.of("SELECT * FROM d.t FOR SYSTEM_TIME AS OF x").risks())
        .containsExactlyInAnyOrder(Risk.SELECT_STAR, Risk.TIME_TRAVEL);
    assertThat(LexerFacts.of("SELECT COUNT(*) FROM `d.t*`").risks())
        .containsExactly(Risk.WILDCARD_TABLE);
    assertThat(LexerFacts.of("SELECT (x).(d.f)(1), y.f(2)").risks())
        .containsExactly(Risk.UNRESOLVED_ROUTINE);
    assertThat(LexerFacts.of("SELECT WITH(a AS d.f(1), a)").risks())
        .containsExactly(Risk.UNRESOLVED_ROUTINE);
    assertThat(LexerFacts.of("SELECT a FROM UNNEST([1]) AS t (a)").risks()).isEmpty();
    assertThat(LexerFacts.of("SELECT * FROM [p:d.t]").isUnderstood()).isFalse();
  }
}
