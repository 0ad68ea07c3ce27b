package dev.chaperone.ui.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The sample sessions that pictures and tests show. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-11-20T14:32:10Z");
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final String REVENUE =
      """
      -- Revenue per country, paid orders of this year only
      SELECT
        c.country,
        COUNT(*) AS orders,
        SUM(o.amount) AS revenue,
        MIN(o.order_date) AS first_order,
        IF(COUNTIF(o.status = 'RETURNED') > 0, NULL, @note) AS note
      FROM `demo.shop.orders` AS o
      JOIN `demo.shop.customers` AS c ON c.id = o.customer_id
      WHERE o.order_date >= DATE '2026-01-01'
        AND o.status IN ('PAID', "SHIPPED")
      GROUP BY c.country
      ORDER BY revenue DESC
      LIMIT 10""";

  private Samples() {}

  public static List<SampleSession> all() {
    return List.of(report(), wide(), broken(), longSql(), nightly());
  }

  /** The same and one whose answers are masked, newest. */
  public static List<SampleSession> withMasking() {
    List<SampleSession> all = new ArrayList<>(all());
    all.addFirst(SampleTags.session());
    return List.copyOf(all);
  }

  /** A session of at least so many frames. */
  public static SampleSession large(int frames) {
    SampleSession s =
        new SampleSession("load", "", "", "load/1", NOW.minus(Duration.ofHours(8)), 1_000_000);
    String answer = SampleAnswers.orders(3);
    while (s.frameCount() < frames) {
      s.after(200 + s.frameCount() % 700)
          .query("SELECT " + s.frameCount() + " FROM `demo.shop.orders`", answer, 90, 3, 1_000);
    }
    return s;
  }

  static SampleSession report() {
    SampleSession s =
        new SampleSession(
            "report-writer",
            "claude-opus-4",
            "Monthly sales report",
            "google-cloud-bigquery/3.25 python",
            NOW.minus(Duration.ofMinutes(4)),
            1);
    s.get("bigquery.datasets.list", "/datasets", "{\"datasets\":[{\"id\":\"demo:shop\"}]}", 84);
    s.after(900)
        .get(
            "bigquery.tables.list",
            "/datasets/shop/tables",
            "{\"tables\":[{\"id\":\"demo:shop.orders\"},{\"id\":\"demo:shop.customers\"}]}",
            61);
    for (int i = 0; i < 3; i++) {
      s.after(2200 + 700L * i)
          .get(
              "bigquery.tables.get",
              "/datasets/shop/tables/orders",
              "{\"id\":\"demo:shop.orders\",\"numRows\":\"30000\"}",
              47);
    }
    s.after(6100)
        .query("SELECT COUNT(*) AS n FROM `demo.shop.orders`", SampleAnswers.orders(1), 412, 1, 0);
    s.after(9400)
        .failing(
            "SELECT country, SUM(amnt) FROM `demo.shop.orders` GROUP BY country",
            "invalidQuery",
            "Unrecognized name: amnt; Did you mean amount? at [1:21]",
            118);
    s.after(7800).query(REVENUE, SampleAnswers.revenue(), 1_840, 10, 48_213_504);
    for (int i = 0; i < 14; i++) {
      s.after(4200 + 911L * (i % 5))
          .query(
              "SELECT id, amount, status FROM `demo.shop.orders` WHERE customer_id = "
                  + (40 + i)
                  + " ORDER BY id DESC",
              SampleAnswers.orders(6 + i * 3),
              210 + 37L * i,
              6 + i * 3,
              1_900_000 + 120_000L * i);
    }
    s.after(8000)
        .query(
            "SELECT id, customer_id, amount, status, order_date FROM `demo.shop.orders` ORDER BY id",
            SampleAnswers.orders(30_000),
            3_920,
            30_000,
            2_400_000_000L);
    s.after(20_000).query(REVENUE, SampleAnswers.revenue(), 960, 10, 48_213_504);
    s.after(4_000).running("SELECT status, COUNT(*) AS n FROM `demo.shop.orders` GROUP BY status");
    return s;
  }

  static SampleSession broken() {
    SampleSession s =
        new SampleSession(
            "schema-explorer",
            "gpt-5",
            "",
            "gcloud-node/7.9",
            NOW.minus(Duration.ofMinutes(26)),
            20_000);
    s.get("bigquery.tables.list", "/datasets/shop/tables", "{\"tables\":[]}", 70);
    s.after(3100)
        .failing(
            "SELECT\n  customer_id,\n  SUM(amount) AS total\nFORM `demo.shop.orders`\nGROUP BY customer_id\nHAVING total > 'many'",
            "invalidQuery",
            "Syntax error: Expected end of input but got identifier `FORM` at [4:1]",
            92);
    s.after(5100)
        .failing(
            "SELECT * FROM `demo.shop.invoices`",
            "notFound",
            "Not found: Table demo:shop.invoices was not found in location EU",
            133);
    return s.close();
  }

  static SampleSession wide() {
    SampleSession s =
        new SampleSession(
            "feature-builder",
            "gemini-3-pro",
            "Feature table for churn",
            "google-cloud-bigquery/3.25 python",
            NOW.minus(Duration.ofMinutes(11)),
            30_000);
    s.get(
        "bigquery.tables.get", "/datasets/ml/tables/features", "{\"id\":\"demo:ml.features\"}", 55);
    s.after(4000)
        .query(
            "SELECT * FROM `demo.ml.features` LIMIT 500",
            SampleAnswers.wide(60, 500),
            2_310,
            500,
            812_000_000);
    return s;
  }

  static SampleSession longSql() {
    StringBuilder sql = new StringBuilder("WITH\n");
    for (int i = 0; i < 60; i++) {
      sql.append("  part_")
          .append(i)
          .append(" AS (\n    SELECT customer_id, SUM(amount) AS amount_")
          .append(i)
          .append(" FROM `demo.shop.orders` WHERE MOD(customer_id, 60) = ")
          .append(i)
          .append(" AND status NOT IN ('RETURNED', 'CANCELLED') /* part ")
          .append(i)
          .append(" */ GROUP BY customer_id\n  ),\n");
    }
    sql.append(
        "  total AS (SELECT COUNT(DISTINCT customer_id) AS customers FROM part_0)\nSELECT * FROM total");
    SampleSession s =
        new SampleSession(
            "dbt-migration-assistant-for-the-finance-team",
            "claude-sonnet-4-5",
            "Rewrite of the finance models into incremental dbt models",
            "dbt-bigquery/1.10",
            NOW.minus(Duration.ofHours(2)),
            40_000);
    s.query(sql.toString(), SampleAnswers.orders(40), 6_250, 40, 96_400_000_000L);
    return s.close();
  }

  static SampleSession nightly() {
    SampleSession s =
        new SampleSession(
            "nightly-export", "", "", "bq/2.1.8", NOW.minus(Duration.ofHours(19)), 50_000);
    for (int i = 0; i < 40; i++) {
      s.after(1500 + 13L * i)
          .query(
              "SELECT * FROM `demo.shop.events` WHERE DATE(created_at) = '2026-11-"
                  + (10 + i % 18)
                  + "'",
              SampleAnswers.orders(20),
              300 + 11L * i,
              20,
              41_000_000);
    }
    return s.close();
  }
}
