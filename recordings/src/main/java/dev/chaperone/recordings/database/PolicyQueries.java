package dev.chaperone.recordings.database;

import dev.chaperone.recordings.BudgetSpent;
import dev.chaperone.recordings.PolicyRecords;
import dev.chaperone.recordings.VerdictCount;
import dev.chaperone.recordings.frame.BudgetChange;
import dev.chaperone.recordings.frame.BudgetShare;
import dev.chaperone.recordings.frame.Identity;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The questions about the past that policies look back on, answered from the tables. */
public final class PolicyQueries implements PolicyRecords {
  private final RecordingsDatabase database;

  public PolicyQueries(RecordingsDatabase database) {
    this.database = database;
  }

  private interface Taker {
    void take(ResultSet row) throws SQLException;
  }

  private void each(String sql, Taker taker, Object... values) {
    database.query(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.set(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                taker.take(rows);
              }
            }
            return true;
          }
        });
  }

  @Override
  public List<BudgetChange> reserved() {
    record Open(Instant at, List<BudgetShare> shares) {}
    Map<String, Open> open = new LinkedHashMap<>();
    each(
        "select * from budget_open order by sequence",
        row ->
            open.computeIfAbsent(
                    row.getString("id"),
                    id -> new Open(instant(row, "reserved_nanos"), new ArrayList<>()))
                .shares()
                .add(share(row)));
    return open.entrySet().stream()
        .map(
            e ->
                new BudgetChange(
                    e.getKey(), BudgetChange.RESERVED, e.getValue().shares(), e.getValue().at()))
        .toList();
  }

  @Override
  public void spent(Instant now, Instant since, Consumer<BudgetSpent> consumer) {
    List<BudgetSpent> found = new ArrayList<>();
    // Two questions, since each goes by an index of its own.
    each(
        "select * from budget_spent where ends_nanos >= ?",
        row -> found.add(new BudgetSpent(share(row), instant(row, "last_nanos"))),
        Sql.nanos(now));
    each(
        "select * from budget_spent where last_nanos >= ? and ends_nanos < ?",
        row -> found.add(new BudgetSpent(share(row), instant(row, "last_nanos"))),
        Sql.nanos(since),
        Sql.nanos(now));
    found.sort(java.util.Comparator.comparing(BudgetSpent::last));
    found.forEach(consumer);
  }

  @Override
  public void verdicts(Instant since, Consumer<VerdictCount> consumer) {
    each(
        "select issuer, subject, agent, verdict, max(received_nanos) as last_nanos, count(*) as n"
            + " from exchanges where received_nanos >= ? and verdict <> ''"
            + " group by issuer, subject, agent, verdict, received_nanos / 60000000000"
            + " order by last_nanos",
        row ->
            consumer.accept(
                new VerdictCount(
                    new Identity(
                        row.getString("issuer"), row.getString("subject"), row.getString("agent")),
                    row.getString("verdict"),
                    instant(row, "last_nanos"),
                    row.getLong("n"))),
        Sql.nanos(since));
  }

  private static BudgetShare share(ResultSet row) throws SQLException {
    return new BudgetShare(
        row.getString("budget"),
        row.getString("subject"),
        Duration.ofNanos(row.getLong("window_nanos")),
        row.getLong("bytes"),
        row.getLong("row_count"),
        row.getLong("sensitive_values"));
  }

  private static Instant instant(ResultSet row, String column) {
    try {
      return Sql.instant(row.getLong(column));
    } catch (SQLException e) {
      throw new IllegalStateException("a column of this query is missing", e);
    }
  }
}
