package dev.chaperone.proxy.sql.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementKind;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SuspicionTest {
  private static ScriptFacts added(String sql) {
    return Suspicion.added(LexerFacts.of(sql), sql);
  }

  private static List<String> reads(ScriptFacts facts) {
    return facts.reads().toOptional().orElseThrow().stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.toList());
  }

  /** A lexer that sees a SELECT and no table at all. */
  private static ScriptFacts blind(String sql) {
    ScriptFacts lexer = LexerFacts.of("SELECT 1");
    return new ScriptFacts(
        lexer.analyser(),
        List.of(lexer.statements().getFirst().toBuilder().span(0, sql.length(), 0).build()),
        List.of());
  }

  @Test
  void tablesThatTheLexerMissesAreAdded() {
    String sql =
        "WITH w AS (SELECT 1) SELECT a.x FROM `p-1`.d.t AS a JOIN d.u ON TRUE, a.items, w,"
            + " (SELECT * FROM `p.e.v`) AS s, s.more";
    assertThat(reads(Suspicion.added(blind(sql), sql))).containsExactly("d.u", "p-1.d.t", "p.e.v");
  }

  @Test
  void aReadThatIsSomethingElseIsInDoubt() {
    String sql = "DELETE FROM d.t WHERE TRUE";
    assertThat(Suspicion.added(blind(sql), sql).isUnderstood()).isFalse();
    assertThat(Suspicion.added(blind("SELECT 2"), "SELECT 2").isUnderstood()).isTrue();
  }

  @Test
  void whatItDoesNotUnderstandItLeavesAsItIs() {
    for (String sql :
        List.of(
            "SELECT AS STRUCT * FROM d.t QUALIFY ROW_NUMBER() OVER w = 1 WINDOW w AS ()",
            "SELECT " + "(".repeat(30) + "1" + ")".repeat(30),
            "SELECT 1" + "+1".repeat(10_000),
            "SELECT '\\",
            "CREATE TABLE d.t AS SELECT * FROM d.u")) {
      assertThat(added(sql)).as(sql).isEqualTo(LexerFacts.of(sql));
    }
  }

  @Test
  void eachStatementOfAScriptIsReadForItself() {
    ScriptFacts facts = added("SELECT 1 FROM d.t; INSERT INTO d.w SELECT * FROM d.u;");
    assertThat(facts.statements()).hasSize(2);
    assertThat(facts.statements().getFirst().kind()).isEqualTo(StatementKind.SELECT);
    assertThat(reads(facts)).containsExactly("d.t", "d.u");
  }
}
