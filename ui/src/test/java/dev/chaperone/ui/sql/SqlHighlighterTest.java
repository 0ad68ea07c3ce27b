package dev.chaperone.ui.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlHighlighterTest {
  private static List<String> parts(String sql) {
    return SqlHighlighter.tokens(sql).stream()
        .map(t -> t.kind() + " " + sql.substring(t.start(), t.end()))
        .toList();
  }

  @Test
  void keywordsFunctionsNamesAndLiteralsAreToldApart() {
    assertThat(parts("SELECT SUM(o.amount) FROM `p.d.t` AS o WHERE x = 'it''s' AND y > 1.5e3"))
        .containsExactly(
            "KEYWORD SELECT",
            "FUNCTION SUM",
            "KEYWORD FROM",
            "QUOTED `p.d.t`",
            "KEYWORD AS",
            "KEYWORD WHERE",
            "STRING 'it'",
            "STRING 's'",
            "KEYWORD AND",
            "NUMBER 1.5e3");
  }

  @Test
  void keywordsInCommentsAndStringsAreNotKeywords() {
    assertThat(parts("# SELECT\n/* FROM */ r'\\'WHERE' \"\"\"a\n\"b\"\"\" -- LIMIT"))
        .containsExactly(
            "COMMENT # SELECT",
            "COMMENT /* FROM */",
            "STRING r'\\'WHERE'",
            "STRING \"\"\"a\n\"b\"\"\"",
            "COMMENT -- LIMIT");
  }

  @Test
  void aMemberNamedLikeAKeywordIsNoKeyword() {
    assertThat(parts("t.date, @from, @@time_zone, ?"))
        .containsExactly("PARAMETER @from", "PARAMETER @@time_zone", "PARAMETER ?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "'", "\"\"\"", "`", "/*", "--", "r'", "@", "'\\", "b", "1."})
  void brokenTextIsCoveredWithoutOverlap(String sql) {
    int last = 0;
    for (SqlToken token : SqlHighlighter.tokens(sql)) {
      assertThat(token.start()).isGreaterThanOrEqualTo(last);
      assertThat(token.end()).isGreaterThan(token.start()).isLessThanOrEqualTo(sql.length());
      last = token.end();
    }
  }
}
