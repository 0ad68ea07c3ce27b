package dev.chaperone.proxy.sql.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.sql.ScriptFacts;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts made to break a reader; none may take long, throw, or pass for a read. */
class LexerHostileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "{",
        "(SELECT ",
        "BEGIN ",
        "IF TRUE THEN ",
        "CASE WHEN ",
        "[0].",
        "/*",
        "'",
        "`",
        "x AS (",
        "WITH x AS (",
        "|> ",
        "SELECT 1;",
        "a.",
        "END ",
        "LOOP ",
        "@",
        "--\r",
        ",x",
        "WITH a AS (SELECT 1), ",
        "FROM (",
        "\\",
        "0x",
        "1e"
      })
  void endlessRepetitionIsReadInNoTime(String part) {
    ScriptFacts facts = LexerFacts.of("SELECT 1; DROP TABLE d.t;" + part.repeat(40_000));
    assertThat(facts.isReadOnly()).isFalse();
    assertThat(LexerFacts.of(part.repeat(40_000)).isReadOnly()).isFalse();
  }

  @Test
  void aMebibyteOfAnythingIsRead() {
    String query = "SELECT a, b, c FROM d.t WHERE x = 'y' AND z IN (1, 2, 3) -- c\n UNION ALL ";
    String sql = query.repeat(SqlLimits.MAX_CHARACTERS / query.length() - 1) + "SELECT 1, 2, 3";
    assertThat(LexerFacts.of(sql).isReadOnly()).isTrue();
    assertThat(LexerFacts.of(sql + " ".repeat(SqlLimits.MAX_CHARACTERS)).isUnderstood()).isFalse();
  }

  @Test
  void commonTablesInCommonTablesDoNotGrowTheTimeByTheSquare() {
    StringBuilder sql = new StringBuilder("WITH ");
    for (int i = 0; i < 20_000; i++) {
      sql.append("x").append(i).append(" AS (SELECT ").append(i).append("), ");
    }
    assertThat(LexerFacts.of(sql + "y AS (SELECT 1) SELECT * FROM y").isReadOnly()).isTrue();
    String aliases = ", x.y a".repeat(20_000);
    assertThat(LexerFacts.of("SELECT 1 FROM d.t x" + aliases).isReadOnly()).isTrue();
  }

  @Test
  void garbageNeverThrows() {
    Random random = new Random(3);
    String alphabet = "SELECT FROM;()[]{}'\"`\\-#/*@?.,|> \n\r\tabr0123\u00a0\u2028é😀";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        sql.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(LexerFacts.of(sql.toString())).isNotNull();
    }
  }

  @Test
  void halvesOfCharactersAreRefused() {
    assertThat(LexerFacts.of("SELECT '\ud800'").isUnderstood()).isFalse();
    assertThat(LexerFacts.of("SELECT '\udc00'").isUnderstood()).isFalse();
    assertThat(LexerFacts.of("SELECT '😀'").isReadOnly()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT @`a\\`b` ; DROP TABLE d.t --`",
        "SELECT @@`a\\`b` ; DROP TABLE d.t --`",
        "SELECT @`abc; DROP TABLE d.t",
        "SELECT @`a\n`; DROP TABLE d.t --`",
        "CREATE TEMP FUNCTION f() AS ((FROM d.t |> INSERT INTO d.u)); SELECT f()",
        "DECLARE x INT64 DEFAULT (FROM d.t |> INSERT INTO d.u)",
        "IF EXISTS (FROM d.t |> CREATE TABLE d.u) THEN SELECT 1; END IF",
        "CREATE TEMP FUNCTION f(language JS) LANGUAGE python AS 'x'; SELECT f(1)"
      })
  void whatIsWrappedOrDisguisedIsNoRead(String sql) {
    assertThat(LexerFacts.of(sql).isReadOnly()).isFalse();
  }

  @Test
  void aParameterMayHaveAQuotedName() {
    ScriptFacts facts = LexerFacts.of("SELECT @`a\\`b`, @c");
    assertThat(facts.isReadOnly()).isTrue();
  }

  @Test
  void moreTablesThanBigQueryTakesAreNotLookedUp() {
    StringBuilder sql = new StringBuilder("SELECT 1 FROM d.t");
    for (int i = 0; i < SqlLimits.MAX_TABLES; i++) {
      sql.append(", d.t").append(i);
    }
    assertThat(LexerFacts.of(sql.toString()).isUnderstood()).isFalse();
    assertThat(LexerFacts.of(sql.substring(0, sql.lastIndexOf(","))).isReadOnly()).isTrue();
  }

  @Test
  void aTableBehindAHintIsSeen() {
    for (String hint : new String[] {"@5", "@ 5", "@{a=1}", "@5 @{a=1}"}) {
      assertThat(LexerFacts.of("SELECT 1 FROM d.t JOIN " + hint + " d.u").reads().toOptional())
          .as(hint)
          .hasValueSatisfying(reads -> assertThat(reads).hasSize(2));
    }
  }
}
