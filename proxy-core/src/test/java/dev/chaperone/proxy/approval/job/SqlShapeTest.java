package dev.chaperone.proxy.approval.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.approval.job.SqlShape.Kind;
import dev.chaperone.proxy.approval.job.SqlShape.Piece;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlShapeTest {
  private static List<Piece> pieces(String sql) {
    List<Piece> pieces = new ArrayList<>();
    for (String text : sql.split(" ", -1)) {
      Kind kind =
          text.startsWith("'")
              ? Kind.STRING
              : Character.isDigit(text.charAt(0)) ? Kind.NUMBER : Kind.OTHER;
      pieces.add(new Piece(kind, text));
    }
    return pieces;
  }

  private static String shape(String sql) {
    return SqlShape.fingerprint(pieces(sql), true);
  }

  @Test
  void ofAPlainReadTheValuesDoNotCountAndEverythingElseDoes() {
    String one = shape("SELECT a FROM t WHERE day = '2026-01-01' AND n > 5");
    assertThat(shape("SELECT a FROM t WHERE day = '2026-01-02' AND n > 6")).isEqualTo(one);
    assertThat(shape("SELECT b FROM t WHERE day = '2026-01-01' AND n > 5")).isNotEqualTo(one);
    assertThat(shape("SELECT a FROM t WHERE day = 20260101 AND n > 5")).isNotEqualTo(one);
    assertThat(shape("SELECT a FROM T WHERE day = '2026-01-01' AND n > 5")).isNotEqualTo(one);
    assertThat(shape("SELECT a FROM t WHERE day = '2026-01-01' OR n > 5")).isNotEqualTo(one);
  }

  @Test
  void howManyRowsLeaveIsPartOfTheShape() {
    assertThat(shape("SELECT a FROM t LIMIT 10")).isNotEqualTo(shape("SELECT a FROM t LIMIT 99"));
    assertThat(shape("SELECT a FROM t limit 10")).isNotEqualTo(shape("SELECT a FROM t limit 99"));
  }

  @Test
  void P6_whereAnExportGoesIsNoValue() {
    String to = "EXPORT DATA OPTIONS ( uri = 'gs://ours/*' ) AS SELECT 1";
    String from = "EXPORT DATA OPTIONS ( uri = 'gs://theirs/*' ) AS SELECT 1";
    assertThat(SqlShape.fingerprint(pieces(to), false))
        .isNotEqualTo(SqlShape.fingerprint(pieces(from), false));
  }

  @Test
  void exactDigestsTellEveryLiteralAndEveryCut() {
    assertThat(SqlShape.exact(pieces("SELECT 1"))).isNotEqualTo(SqlShape.exact(pieces("SELECT 2")));
    assertThat(SqlShape.exact(List.of(new Piece(Kind.OTHER, "ab"), new Piece(Kind.OTHER, "c"))))
        .isNotEqualTo(
            SqlShape.exact(List.of(new Piece(Kind.OTHER, "a"), new Piece(Kind.OTHER, "bc"))));
    assertThat(SqlShape.exact(pieces("SELECT 1")))
        .isNotEqualTo(SqlShape.fingerprint(pieces("SELECT 1"), true));
  }
}
