package dev.chaperone.proxy.sql.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnMentionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM shop.customers",
        "SELECT c.* FROM shop.customers c",
        "SELECT id, * EXCEPT (name) FROM shop.customers",
        "SELECT DISTINCT * FROM shop.customers",
        "SELECT AS STRUCT * FROM shop.customers",
        "SELECT ARRAY(SELECT AS STRUCT *) FROM shop.customers",
        "SELECT customers FROM shop.customers",
        "SELECT c FROM shop.customers AS c",
        "SELECT c FROM shop.customers c",
        "SELECT C FROM shop.customers c",
        "SELECT `c` FROM shop.customers c",
        "SELECT TO_JSON_STRING(c) FROM shop.customers c WHERE c.id = 1",
        "SELECT customers FROM `demo.shop.customers`",
        "SELECT ANY_VALUE(o) FROM shop.orders o, shop.customers c",
        "SELECT (SELECT c) FROM (shop.customers c JOIN shop.orders o ON c.id = o.id)",
        "SELECT id FROM shop.orders JOIN shop.customers c ON TRUE WHERE c IS NOT NULL",
        "FROM shop.customers",
        "(FROM shop.customers)",
        "SELECT id FROM shop.orders UNION ALL FROM shop.customers",
        "WITH x AS (FROM shop.customers) SELECT id FROM x",
        "SELECT id FROM shop.orders; FROM shop.customers",
        "FROM shop.customers |> SELECT id",
        "SELECT id FROM shop.customers |> EXTEND 1 AS one",
        "SELECT id FROM ML.PREDICT(MODEL m, TABLE shop.customers)",
        "SELECT id FROM shop.customers PIVOT (MAX(id) FOR name IN ('a'))",
        "SELECT id FROM shop.customers UNPIVOT (v FOR k IN (a, b))",
        "SELECT id FROM a NATURAL JOIN b",
        "SELECT COUNT(*), ARRAY_AGG(c) FROM shop.customers c",
        "SELECT 'unclosed",
      })
  void anyColumnMayBeTouched(String sql) {
    assertThat(ColumnMentions.of(sql).isKnown()).as(sql).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id, name FROM shop.customers c WHERE c.country = 'DE'|email",
        "SELECT COUNT(*) FROM shop.customers|email",
        "SELECT 2 * id, id * 3, (id) * 4 FROM shop.customers|email",
        "SELECT 'email' FROM shop.customers -- email|email",
        "SELECT COUNT(*) AS n FROM shop.orders o JOIN shop.customers c ON o.customer_id = c.id|email",
        "WITH x AS (SELECT id FROM shop.customers) SELECT id FROM x ORDER BY id|email",
        "SELECT country, SUM(n) AS total FROM (SELECT country, 1 AS n FROM shop.customers) GROUP BY country ORDER BY total|email",
        "SELECT EXTRACT(YEAR FROM created_at) FROM shop.customers|email",
        "SELECT id FROM shop.customers WHERE name IS DISTINCT FROM country|email",
        "SELECT id FROM shop.orders, UNNEST([1, 2]) AS x WHERE x = id|items",
        "DECLARE d DATE DEFAULT DATE '2026-01-01'; SELECT id FROM shop.orders WHERE order_date > d|items",
      })
  void whatIsNotNamedIsNotTouched(String sql, String column) {
    assertThat(ColumnMentions.of(sql).toOptional().orElseThrow()).as(sql).doesNotContain(column);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT email FROM shop.customers",
        "SELECT EMAIL FROM shop.customers",
        "SELECT `email` FROM shop.customers",
        "SELECT `em\\x61il` FROM shop.customers",
        "SELECT c.email FROM shop.customers c",
        "SELECT id FROM shop.customers WHERE email = 'x'",
        "SELECT id FROM a JOIN b USING (email)",
        "SELECT id AS email FROM shop.customers",
        "SELECT x.email.y FROM shop.customers x",
        "DECLARE e STRING DEFAULT (SELECT MAX(email) FROM shop.customers); SELECT e",
      })
  void whatIsNamedMayBeTouched(String sql) {
    assertThat(ColumnMentions.of(sql).toOptional().orElseThrow()).contains("email");
  }
}
