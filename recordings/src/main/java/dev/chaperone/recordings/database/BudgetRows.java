package dev.chaperone.recordings.database;

import dev.chaperone.recordings.frame.BudgetChange;
import dev.chaperone.recordings.frame.BudgetShare;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps what is reserved of budgets, and sums of what was used: so few rows that a start reads them
 * all, however many requests there were.
 */
final class BudgetRows {
  private static final int ID = 128;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** A window is cut into so many parts at most; what falls into one is one row. */
  private static final int PARTS = 1_440;

  private final Statements statements;

  BudgetRows(Statements statements) {
    this.statements = statements;
  }

  void apply(FrameHeader header, FrameBody.Note note) throws SQLException {
    Optional<BudgetChange> told = BudgetChange.of(note);
    if (told.isEmpty()) {
      return; // this version cannot act on it
    }
    BudgetChange change = told.get();
    String id = Sql.cut(change.id(), ID);
    statements.update("delete from budget_open where id = ?", id);
    for (BudgetShare share : change.shares()) {
      if (change.change().equals(BudgetChange.RESERVED)) {
        reserve(header, id, share, Sql.nanos(change.at()));
      } else if (!change.change().equals(BudgetChange.RELEASED)) {
        spend(share, Sql.nanos(change.at()));
      }
    }
  }

  private void reserve(FrameHeader header, String id, BudgetShare share, long at)
      throws SQLException {
    statements.update(
        "insert into budget_open (id, budget, subject, window_nanos, bytes, row_count,"
            + " sensitive_values, reserved_nanos, sequence) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        Sql.cut(share.budget(), ID),
        Texts.of(share.subject()),
        share.window().toNanos(),
        share.bytes(),
        share.rows(),
        share.sensitiveValues(),
        at,
        header.sequence());
  }

  private record Bucket(long begun, long last, long window, long[] amounts) {}

  private void spend(BudgetShare share, long at) throws SQLException {
    String budget = Sql.cut(share.budget(), ID);
    String subject = Texts.of(share.subject());
    long window = share.window().toNanos();
    long[] amounts = {share.bytes(), share.rows(), share.sensitiveValues()};
    Optional<Bucket> begun = newest(budget, subject, at - Math.max(MINUTE, window / PARTS));
    if (begun.isEmpty()) {
      statements.update(
          "insert into budget_spent (budget, subject, begun_nanos, last_nanos, ends_nanos,"
              + " window_nanos, bytes, row_count, sensitive_values)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          budget,
          subject,
          at,
          at,
          end(at, window),
          window,
          amounts[0],
          amounts[1],
          amounts[2]);
      return;
    }
    Bucket bucket = begun.get();
    long last = Math.max(at, bucket.last());
    long longer = Math.max(window, bucket.window());
    statements.update(
        "update budget_spent set last_nanos = ?, ends_nanos = ?, window_nanos = ?, bytes = ?,"
            + " row_count = ?, sensitive_values = ?"
            + " where budget = ? and subject = ? and begun_nanos = ?",
        last,
        end(last, longer),
        longer,
        sum(bucket.amounts()[0], amounts[0]),
        sum(bucket.amounts()[1], amounts[1]),
        sum(bucket.amounts()[2], amounts[2]),
        budget,
        subject,
        bucket.begun());
  }

  private Optional<Bucket> newest(String budget, String subject, long after) throws SQLException {
    PreparedStatement find =
        statements.get(
            "select begun_nanos, last_nanos, window_nanos, bytes, row_count, sensitive_values"
                + " from budget_spent where budget = ? and subject = ? and begun_nanos > ?"
                + " order by begun_nanos desc limit 1");
    Sql.set(find, budget, subject, after);
    try (ResultSet rows = find.executeQuery()) {
      return rows.next()
          ? Optional.of(
              new Bucket(
                  rows.getLong(1),
                  rows.getLong(2),
                  rows.getLong(3),
                  new long[] {rows.getLong(4), rows.getLong(5), rows.getLong(6)}))
          : Optional.empty();
    }
  }

  private static long end(long at, long window) {
    return sum(at, window);
  }

  /** Stays at the largest number there is; -1 is no amount. */
  private static long sum(long one, long other) {
    if (one < 0 || other < 0) {
      return Math.max(one, other);
    }
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
