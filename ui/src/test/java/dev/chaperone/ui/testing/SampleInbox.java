package dev.chaperone.ui.testing;

import dev.chaperone.console.PolicyStatus;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.HoldGrounds;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.ui.model.testing.FakeHolds;
import dev.chaperone.ui.model.testing.SampleHold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Held requests, grants and a waiting policy, as pictures and tests show them. */
public final class SampleInbox {
  /** The request of three terabytes. */
  public static final String LARGE = "hold-large";

  private static final long GIB = 1L << 30;
  private static final List<String> AGENTS =
      List.of(
          "report-writer",
          "feature-builder",
          "schema-explorer",
          "nightly-export",
          "dbt-migration-assistant-for-the-finance-team");
  private static final Decider GRACE = new Decider("grace", Decider.How.OPERATOR_SESSION);

  private SampleInbox() {}

  /** Forty that wait, of five agents, and some that were decided. */
  public static void fill(FakeHolds holds, Instant now) {
    decided(holds, now);
    for (int i = 0; i < 39; i++) {
      holds.add(small(i, now));
    }
    holds.add(large(now));
    grants(holds, now);
  }

  private static SampleHold small(int i, Instant now) {
    String agent = AGENTS.get(i * 7 % AGENTS.size());
    Instant created = now.minusSeconds(20 + 17L * (39 - i));
    SampleHold hold =
        SampleHold.of(
            "hold-" + i,
            agent,
            sql(i),
            i % 6 == 4 ? -1 : (12 + 31L * i) * GIB,
            created,
            created.plus(Duration.ofMinutes(i % 9 == 0 ? 12 : 15)));
    return switch (i % 6) {
      case 1 ->
          hold.because("writes", "writes to a table outside the agent's own dataset")
              .doing(List.of("INSERT"), List.of("demo.shop.orders"))
              .on(grounds("", List.of("demo.shop.report_daily"), List.of()));
      case 3 ->
          hold.because("personal-data", "reads columns tagged pii")
              .doing(List.of("SELECT"), List.of("demo.shop.customers"))
              .on(grounds("", List.of(), List.of("shop.customers.email (pii)")));
      case 4 ->
          hold.because("not-understood", "the procedure's own statements are not known")
              .doing(List.of("CALL"), List.of())
              .shaped("")
              .on(unknown());
      case 0 ->
          hold.doing(List.of("SELECT"), List.of("demo.shop.orders"))
              .on(grounds("", List.of(), List.of()));
      case 2 ->
          hold.doing(List.of("SELECT"), List.of("demo.web.events_raw"))
              .on(grounds("", List.of(), List.of()));
      default ->
          hold.doing(List.of("SELECT"), List.of("demo.shop.customers", "demo.web.events_raw"))
              .on(grounds("", List.of(), List.of()));
    };
  }

  private static String sql(int i) {
    return switch (i % 6) {
      case 0 -> "SELECT country, SUM(amount) FROM `demo.shop.orders` GROUP BY country";
      case 1 ->
          "INSERT INTO `demo.shop.report_daily`\nSELECT order_date, SUM(amount)\nFROM"
              + " `demo.shop.orders`\nGROUP BY order_date";
      case 2 ->
          "SELECT user_id, event, created_at FROM `demo.web.events_raw` WHERE day >= '2026-0"
              + (1 + i % 9)
              + "-01'";
      case 3 -> "SELECT id, name, email FROM `demo.shop.customers` WHERE country = 'DE'";
      case 4 -> "CALL `demo.ops.refresh_all`()";
      default ->
          "SELECT c.id, COUNT(*) AS n FROM `demo.shop.customers` c JOIN `demo.web.events_raw` e"
              + " ON e.user_id = c.id GROUP BY c.id";
    };
  }

  private static HoldGrounds grounds(String risk, List<String> writes, List<String> sensitive) {
    return new HoldGrounds(
        "claude-opus-4",
        "Monthly sales report",
        "google-cloud-bigquery/3.25 python",
        List.of(),
        List.of(),
        writes,
        sensitive,
        risk.isEmpty() ? List.of() : List.of(risk),
        List.of(),
        List.of(),
        "1.42",
        "PRECISE",
        "");
  }

  private static HoldGrounds unknown() {
    return new HoldGrounds(
        "",
        "",
        "bq/2.1.8",
        List.of("hold rule not-understood: the procedure's own statements are not known"),
        List.of(),
        List.of(),
        List.of(),
        List.of("PROCEDURE_CALL"),
        List.of(),
        List.of(
            "the tables: a procedure decides them when it runs",
            "the bytes: BigQuery gives no estimate for CALL"),
        "",
        "UNKNOWN",
        "");
  }

  private static SampleHold large(Instant now) {
    return SampleHold.of(
            LARGE,
            "report-writer",
            "-- everything, to look at it in pandas\nSELECT *\nFROM `demo.web.events_raw`",
            3L << 40,
            now.minusSeconds(660),
            now.plusSeconds(251))
        .because("expensive", "scans more than 500 GiB")
        .doing(List.of("SELECT"), List.of("demo.web.events_raw"))
        .on(
            new HoldGrounds(
                "claude-opus-4",
                "Monthly sales report",
                "google-cloud-bigquery/3.25 python",
                List.of(
                    "hold rule expensive: scans more than 500 GiB",
                    "hold rule personal-data: reads columns tagged pii"),
                List.of("demo.web.events_raw"),
                List.of(),
                List.of(
                    "web.events_raw.email (pii)",
                    "web.events_raw.ip_address (pii)",
                    "web.events_raw.payload.user.name (pii)"),
                List.of("SELECT_STAR"),
                List.of("demo.web.events_raw"),
                List.of(),
                "18.75",
                "PRECISE",
                "Filter on the partition of demo.web.events_raw. Name the columns you need in"
                    + " place of *."));
  }

  private static void decided(FakeHolds holds, Instant now) {
    List<String> states = List.of("DONE", "DENIED", "EXPIRED", "WITHDRAWN", "DONE", "EDITED");
    for (int i = 0; i < states.size(); i++) {
      String id = "old-" + i;
      Instant created = now.minus(Duration.ofMinutes(40 + 9L * i));
      holds.add(
          SampleHold.of(
                  id,
                  AGENTS.get(i % 2),
                  sql(i),
                  (40 + 90L * i) * GIB,
                  created,
                  created.plus(Duration.ofMinutes(15)))
              .doing(List.of("SELECT"), List.of("demo.shop.orders"))
              .on(grounds("", List.of(), List.of())));
      Decider by =
          switch (states.get(i)) {
            case "EXPIRED", "DONE" -> Decider.gateway();
            case "WITHDRAWN" -> new Decider("agent", Decider.How.AGENT);
            default -> GRACE;
          };
      holds.step(
          id,
          states.get(i),
          by,
          created.plus(Duration.ofMinutes(4)),
          states.get(i).equals("DENIED") ? "use shop.sales_by_day instead" : "");
    }
  }

  private static void grants(FakeHolds holds, Instant now) {
    holds.grant(grant("g4", 1, now, 0, 10, Duration.ofDays(-2), false, "demo.shop.orders"));
    holds.grant(grant("g3", 0, now, 3, 3, Duration.ofDays(1), true, "demo.shop.customers"));
    holds.grant(
        grant(
            "g2",
            4,
            now,
            38,
            50,
            Duration.ofDays(6),
            false,
            "demo.finance.ledger",
            "demo.finance.accounts",
            "demo.finance.periods"));
    holds.grant(grant("g1", 0, now, 4, 5, Duration.ofHours(7), false, "demo.shop.orders"));
  }

  private static GrantSummary grant(
      String id,
      int agent,
      Instant now,
      long left,
      long count,
      Duration expires,
      boolean revoked,
      String... tables) {
    String name = AGENTS.get(agent);
    return new GrantSummary(
        id,
        new Identity("chaperone", name, name),
        "f-" + id,
        List.of(tables),
        120 * GIB,
        count,
        left,
        now.minus(Duration.ofHours(20)),
        now.plus(expires),
        revoked,
        "h",
        GRACE,
        "");
  }

  /** A policy in force, and nothing else. */
  public static Optional<PolicyStatus> policy(Instant now) {
    return waitingPolicy(now)
        .map(
            p ->
                new PolicyStatus(
                    p.source(), p.sha256(), p.text(), p.since(), List.of(), "", List.of()));
  }

  /** A policy in force, and a changed file that permits more. */
  public static Optional<PolicyStatus> waitingPolicy(Instant now) {
    return Optional.of(
        new PolicyStatus(
            "/home/ada/policies/balanced.yaml",
            "5f1d0c9e2a774b3c",
            "",
            now.minus(Duration.ofHours(3)),
            List.of(),
            "77aa01bb",
            List.of(
                "rule expensive: holds from 2 TiB on instead of 500 GiB",
                "rule personal-data is gone",
                "reach: nightly-export may read dataset finance")));
  }
}
