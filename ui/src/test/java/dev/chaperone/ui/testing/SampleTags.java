package dev.chaperone.ui.testing;

import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.DetectorFind;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.TagChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is tagged and masked in pictures and tests. */
public final class SampleTags {
  public static final String SQL =
      """
      -- Customers with what they have spent; e-mail for the newsletter
      SELECT
        c.id,
        UPPER(c.name) AS name,
        c.email,
        c.ssn,
        c.phone,
        c.country,
        SUM(o.amount) AS spent,
        COUNT(*) AS orders,
        MIN(o.order_date) AS first_order,
        ANY_VALUE(o.note) AS note,
        ANY_VALUE(c.address) AS address
      FROM `demo.shop.customers` AS c
      JOIN `demo.shop.orders` AS o ON o.customer_id = c.id
      WHERE c.email IS NOT NULL -- and not the e-mail "email"
      GROUP BY 1, 2, c.email, c.ssn, c.phone, c.country
      ORDER BY spent DESC
      LIMIT 40""";

  private static final String CUSTOMERS = "demo.shop.customers";
  private static final Instant NOW = Samples.NOW;

  public static final MaskingNote MASKING =
      new MaskingNote(
          "",
          List.of(
              new MaskingNote.Masked("email", "redact", 36, CUSTOMERS + ".email (pii)"),
              new MaskingNote.Masked("ssn", "hash", 40, CUSTOMERS + ".ssn (pii, secret)"),
              new MaskingNote.Masked("phone", "last4", 40, CUSTOMERS + ".phone (contact)"),
              new MaskingNote.Masked(
                  "address.street", "redact", 40, CUSTOMERS + ".address.street (pii)")),
          List.of(
              new MaskingNote.Hit("note", "phone", "redact", 8, List.of("demo.shop.orders.note")),
              new MaskingNote.Hit("name", "email", "suggest:pii", 1, List.of(CUSTOMERS + ".name"))),
          1);

  public static final Lineage LINEAGE = lineage();

  public static final TagOverview OVERVIEW =
      new TagOverview(columns(), finds(), List.of(copy(), view(), counts()));

  /** The frame of {@link #session} that sums up what was masked. */
  static final long SUMMARY_FRAME = 16;

  private SampleTags() {}

  private static Origins from(String... columns) {
    List<Origin> origins = new ArrayList<>();
    for (String column : columns) {
      String[] parts = column.split("\\.", 2);
      origins.add(
          new Origin(
              "demo",
              "shop",
              parts[0],
              parts[1],
              parts[1].equals("ssn")
                  ? List.of("projects/demo/locations/eu/taxonomies/1/policyTags/2")
                  : List.of(),
              true));
    }
    return new Origins(origins, true);
  }

  private static Lineage.Column column(int position, String path, Origins from) {
    return new Lineage.Column(position, List.of(path.split("\\.")), from, true);
  }

  private static Lineage lineage() {
    return new Lineage(
        true,
        List.of(
            "id",
            "name",
            "email",
            "ssn",
            "phone",
            "country",
            "spent",
            "orders",
            "first_order",
            "note",
            "address"),
        List.of(
            column(0, "id", from("customers.id")),
            column(1, "name", from("customers.name")),
            column(2, "email", from("customers.email")),
            column(3, "ssn", from("customers.ssn")),
            column(4, "phone", from("customers.phone")),
            column(5, "country", from("customers.country")),
            column(6, "spent", from("orders.amount")),
            column(8, "first_order", from("orders.order_date")),
            column(9, "note", from("orders.note")),
            column(10, "address.street", from("customers.address.street")),
            column(10, "address.city", from("customers.address.city")),
            column(10, "address.zip", from("customers.address.zip"))),
        from("customers.*", "orders.*"));
  }

  /** A session whose second exchange is masked, the newest of all samples. */
  public static SampleSession session() {
    return session(Duration.ofMinutes(2));
  }

  /** The same, but so old that another one is shown first. */
  public static SampleSession olderSession() {
    return session(Duration.ofHours(30));
  }

  private static SampleSession session(Duration ago) {
    SampleSession s =
        new SampleSession(
            "newsletter-agent",
            "claude-opus-4",
            "Who gets the newsletter",
            "google-cloud-bigquery/3.25 python",
            NOW.minus(ago),
            60_000);
    s.get("bigquery.tables.list", "/datasets/shop/tables", "{\"tables\":[]}", 70);
    s.after(4_000)
        .told(
            new LineageNote(
                List.of(new Owned(Owned.Kind.JOB, "demo:EU.job_newsletter", "EU")), LINEAGE),
            MASKING)
        .query(SQL, SampleAnswers.customers(40), 1_240, 40, 48_213_504);
    s.after(9_000).tag(new TagChange.Inherited("demo.marketing.list", "copy", LINEAGE));
    s.after(2_000)
        .query("SELECT country FROM `demo.shop.customers`", SampleAnswers.orders(3), 90, 3, 1_000);
    return s;
  }

  private static TagOverview.Column seen(
      String table, String path, List<String> tags, String method, long times, int minutes) {
    return new TagOverview.Column(
        table, path, tags, method, times, NOW.minus(Duration.ofMinutes(minutes)));
  }

  private static List<TagOverview.Column> columns() {
    List<TagOverview.Column> columns = new ArrayList<>();
    columns.add(seen(CUSTOMERS, "email", List.of("pii"), "redact", 1_204, 2));
    columns.add(seen("demo.shop.orders", "amount", List.of(), "", 5_120, 2));
    columns.add(seen(CUSTOMERS, "ssn", List.of("pii", "secret"), "hash", 31, 2));
    columns.add(seen(CUSTOMERS, "phone", List.of("contact"), "last4", 88, 2));
    columns.add(seen(CUSTOMERS, "address.street", List.of("pii"), "redact", 40, 2));
    columns.add(seen(CUSTOMERS, "country", List.of("coarse"), "", 3_010, 4));
    for (String path : List.of("id", "customer_id", "status", "order_date", "note")) {
      columns.add(seen("demo.shop.orders", path, List.of(), "", 640 + path.length() * 31L, 5));
    }
    columns.add(seen("demo.web.events_raw", "*", List.of("pii"), "null", 3, 61));
    columns.add(
        seen(
            "example.com:a-rather-long-project-name.warehouse_reporting_2026.customer_profiles",
            "contact.preferences.newsletter_address",
            List.of("pii", "contact", "marketing-consent"),
            "partial-email",
            7,
            190));
    columns.add(seen(CUSTOMERS, "name", List.of(), "", 1_190, 2));
    return columns;
  }

  private static List<DetectorFind> finds() {
    return List.of(
        new DetectorFind(
            "demo.shop.orders.note", "phone", "redact", 8, NOW.minus(Duration.ofMinutes(2))),
        new DetectorFind(
            CUSTOMERS + ".name", "email", "suggest:pii", 1, NOW.minus(Duration.ofMinutes(2))),
        new DetectorFind(
            "demo.web.events_raw.payload",
            "api-key",
            "alert",
            12_840,
            NOW.minus(Duration.ofHours(3))));
  }

  private static TagOverview.Derived copy() {
    return new TagOverview.Derived(
        "demo.marketing.list",
        60_020,
        "copy",
        "newsletter-agent",
        "s-newsletter-agent-60000",
        NOW.minus(Duration.ofMinutes(1)),
        false,
        "",
        "",
        List.of(
            new TagOverview.DerivedColumn(
                "email", List.of(CUSTOMERS + ".email"), List.of("pii"), "redact"),
            new TagOverview.DerivedColumn(
                "label",
                List.of(CUSTOMERS + ".name", CUSTOMERS + ".ssn"),
                List.of("pii", "secret"),
                "hash"),
            new TagOverview.DerivedColumn(
                "spent", List.of("demo.shop.orders.amount"), List.of(), "")));
  }

  private static TagOverview.Derived view() {
    return new TagOverview.Derived(
        "demo.scratch.tmp_41",
        50_011,
        "CREATE_TABLE_AS_SELECT",
        "report-writer",
        "s-report-writer-1",
        NOW.minus(Duration.ofHours(3)),
        false,
        "",
        "",
        List.of(new TagOverview.DerivedColumn("*", List.of("?"), List.of("pii"), "redact")));
  }

  private static TagOverview.Derived counts() {
    return new TagOverview.Derived(
        "demo.marketing.counts",
        40_003,
        "CREATE_TABLE_AS_SELECT",
        "newsletter-agent",
        "s-newsletter-agent-60000",
        NOW.minus(Duration.ofHours(26)),
        true,
        "holds counts only",
        "ada",
        List.of(
            new TagOverview.DerivedColumn(
                "n", List.of(CUSTOMERS + ".email"), List.of("pii"), "redact")));
  }
}
