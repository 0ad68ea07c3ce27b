package dev.chaperone.recordings.database;

import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.journal.FrameSource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The questions about holds and grants, answered from the tables, and from the journal's frames.
 */
public final class ApprovalQueries implements ApprovalRecords {
  private static final String OPEN = "state in ('PENDING', 'APPROVED', 'SUBMITTING')";

  private final RecordingsDatabase database;
  private final FrameSource frames;

  public ApprovalQueries(RecordingsDatabase database, FrameSource frames) {
    this.database = database;
    this.frames = frames;
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> list(String sql, Reader<T> reader, Object... values) {
    return database.query(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.set(statement, values);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(reader.read(rows));
              }
            }
            return found;
          }
        });
  }

  @Override
  public List<HoldSummary> holds(int limit) {
    return list(
        "select * from holds order by first_sequence desc limit ?", ApprovalQueries::hold, limit);
  }

  @Override
  public List<GrantSummary> grants(int limit) {
    return list(
        "select * from grants order by first_sequence desc limit ?", ApprovalQueries::grant, limit);
  }

  @Override
  public Optional<HoldSummary> holdOfJob(JobKey job) {
    return list(
            "select * from holds where job_id = ? and job_project = ? and (job_location = ''"
                + " or ? = '' or lower(job_location) = lower(?))"
                + " order by first_sequence desc limit 1",
            ApprovalQueries::hold,
            job.jobId(),
            job.project(),
            job.location(),
            job.location())
        .stream()
        .findFirst();
  }

  @Override
  public void approvalFrames(Instant changedSince, Consumer<Frame> consumer) {
    deliver(
        list(
            "select sequence from approval_frames where subject_id in (select id from holds where "
                + OPEN
                + " or changed_nanos >= ?) or subject_id in (select id from grants)"
                + " order by sequence",
            row -> row.getLong(1),
            Sql.nanos(changedSince)),
        consumer,
        () -> {});
  }

  @Override
  public void framesOf(String id, Consumer<Frame> consumer) {
    framesOf(id, consumer, () -> {});
  }

  @Override
  public void framesOf(String id, Consumer<Frame> consumer, Runnable missing) {
    deliver(
        list(
            "select sequence from approval_frames where subject_id = ? order by sequence",
            row -> row.getLong(1),
            id),
        consumer,
        missing);
  }

  /** Whether this frame belongs to a hold or grant that is still in force. */
  public boolean inForce(long sequence) {
    return !list(
            "select 1 from approval_frames f where sequence = ? and (subject_id in (select id from"
                + " holds where "
                + OPEN
                + ") or subject_id in (select id from grants where not revoked and uses_left > 0))",
            row -> row.getInt(1),
            sequence)
        .isEmpty();
  }

  private void deliver(List<Long> sequences, Consumer<Frame> consumer, Runnable missing) {
    for (long sequence : sequences) {
      frames.frame(sequence).ifPresentOrElse(frame -> consumer.accept(frame.frame()), missing);
    }
  }

  private static Identity identity(ResultSet row) throws SQLException {
    return new Identity(row.getString("issuer"), row.getString("subject"), row.getString("agent"));
  }

  private static Decider decider(ResultSet row) throws SQLException {
    return new Decider(row.getString("decider"), Decider.How.of(row.getString("decider_how")));
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
  }

  private static GrantSummary grant(ResultSet row) throws SQLException {
    return new GrantSummary(
        row.getString("id"),
        identity(row),
        row.getString("fingerprint"),
        lines(row.getString("table_names")),
        row.getLong("maximum_bytes"),
        row.getLong("use_count"),
        row.getLong("uses_left"),
        Sql.instant(row.getLong("created_nanos")),
        Sql.instant(row.getLong("expires_nanos")),
        row.getBoolean("revoked"),
        row.getString("hold"),
        decider(row),
        row.getString("reason"));
  }

  private static HoldSummary hold(ResultSet row) throws SQLException {
    String job = row.getString("job_id");
    return new HoldSummary(
        row.getString("id"),
        row.getString("state"),
        row.getString("kind"),
        new SessionId(row.getString("session")),
        row.getString("exchange"),
        identity(row),
        row.getString("api_method"),
        row.getString("http_method"),
        row.getString("path"),
        row.getString("sql_text"),
        lines(row.getString("statement_kinds")),
        job.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new JobKey(row.getString("job_project"), row.getString("job_location"), job)),
        row.getString("policy_rule"),
        row.getString("reason"),
        row.getLong("bytes"),
        row.getLong("byte_cap"),
        Sql.instant(row.getLong("created_nanos")),
        Sql.instant(row.getLong("expires_nanos")),
        Sql.instant(row.getLong("changed_nanos")),
        decider(row),
        row.getString("detail"),
        row.getString("cause"),
        row.getString("successor"),
        row.getString("replaces"));
  }
}
