package dev.chaperone.proxy.sql.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowShapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT * FROM d.t; [[d.t]]",
        "SELECT a, COUNT(*) FROM p.d.t AS x WHERE a IS DISTINCT FROM 2 GROUP BY a ORDER BY a, 2; [[p.d.t]]",
        "SELECT a IS DISTINCT FROM b FROM `p.d.t` x; [[p.d.t]]",
        "SELECT * EXCEPT (a) FROM d.t WHERE a IN (SELECT b FROM d.u, d.v); [[d.t]]",
        "SELECT EXTRACT(YEAR FROM c), (SELECT MAX(b) FROM d.u) FROM d.t; [[d.t]]",
        "SELECT 1; [[]]",
        "SELECT 1 UNION ALL SELECT a FROM d.t WHERE b UNION DISTINCT SELECT 3; [[], [d.t], []]",
        "SELECT * FROM d.t JOIN d.u ON t.a = LEFT(u.a, 2) LEFT JOIN d.v USING (a), d.w; [[d.t, d.u, d.v, d.w]]",
        "SELECT * FROM my-project.d.t CROSS JOIN u; [[my-project.d.t, u]]",
        "SELECT * FROM d.t x FULL OUTER JOIN d.t y ON x.a = y.a AND x.b IN (1, 2); [[d.t, d.t]]",
      })
  void aPlainQueryIsMadeOfItsTablesRows(String sql, String branches) {
    assertThat(RowShape.of(sql).map(Object::toString)).contains(branches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM d.t, UNNEST(t.items)",
        "SELECT * FROM d.t, t.items",
        "SELECT * FROM d.t x CROSS JOIN X.items",
        "SELECT * FROM d.t AS x JOIN d.u ON true, u.items",
        "SELECT * FROM (SELECT * FROM d.t)",
        "SELECT * FROM (d.t JOIN d.u ON true)",
        "WITH c AS (SELECT 1) SELECT * FROM c",
        "SELECT * FROM d.f(1)",
        "SELECT * FROM EXTERNAL_QUERY('c', 'q')",
        "SELECT * FROM `d.t_*`",
        "SELECT a FROM d.t GROUP BY ROLLUP (a)",
        "SELECT a FROM d.t GROUP BY GROUPING SETS (a, ())",
        "SELECT a FROM d.t GROUP BY CUBE (a)",
        "SELECT * FROM d.t UNPIVOT (v FOR n IN (a, b))",
        "SELECT * FROM d.t MATCH_RECOGNIZE (x)",
        "SELECT * FROM d.t FOR SYSTEM_TIME AS OF x",
        "SELECT * FROM d.t |> JOIN d.u ON true",
        "FROM d.t |> SELECT a",
        "SELECT a FROM d.t INTERSECT DISTINCT SELECT 1",
        "SELECT a FROM d.t EXCEPT DISTINCT SELECT 1",
        "SELECT a FROM d.t UNION ALL BY NAME SELECT 1 AS a",
        "SELECT a FROM d.t UNION ALL (SELECT 1)",
        "(SELECT a FROM d.t)",
        "SELECT 1; SELECT 2",
        "INSERT INTO d.t SELECT 1",
        "CREATE TABLE d.t AS SELECT * FROM d.u",
        "SELECT * FROM d.t FROM d.u",
        "SELECT * FROM d.t x y",
        "SELECT * FROM d.t SELECT 1",
        "SELECT * FROM",
        "SELECT * FROM d.t,",
        "",
      })
  void whatMayYieldMoreIsAnotherShape(String sql) {
    assertThat(RowShape.of(sql)).isEmpty();
  }
}
