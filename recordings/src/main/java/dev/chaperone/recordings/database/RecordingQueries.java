package dev.chaperone.recordings.database;

import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.Ownership;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The questions of the recordings port, answered from the tables. */
public final class RecordingQueries {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** One pass over the exchanges; {@code %s} narrows it down. */
  private static final String SUMS =
      "(select session, count(*) as exchanges,"
          + " count(case when not dry_run and"
          + " api_method in ('bigquery.jobs.query', 'bigquery.jobs.insert') then 1 end) as queries,"
          + " count(case when status >= 400 or error_reason <> '' then 1 end) as errors,"
          + " sum(case when row_count > 0 then row_count else 0 end) as row_total,"
          + " sum(case when bytes_processed > 0 then bytes_processed else 0 end) as processed,"
          + " sum(case when response_bytes > 0 then response_bytes else 0 end) as delivered"
          + " from exchanges %s group by session)";

  private static final String SESSIONS =
      "select s.*, coalesce(e.exchanges, 0) as exchanges, coalesce(e.queries, 0) as queries,"
          + " coalesce(e.errors, 0) as errors, coalesce(e.row_total, 0) as row_total,"
          + " coalesce(e.processed, 0) as processed, coalesce(e.delivered, 0) as delivered"
          + " from sessions s left join %s e on e.session = s.id where s.id <> 'system'";

  private final RecordingsDatabase database;

  RecordingQueries(RecordingsDatabase database) {
    this.database = database;
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> list(String sql, Reader<T> reader, Object... values) {
    return database.query(connection -> list(connection, sql, reader, values));
  }

  private static <T> List<T> list(
      Connection connection, String sql, Reader<T> reader, Object... values) throws SQLException {
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
  }

  public List<SessionSummary> sessions(int limit) {
    return list(
        SESSIONS.formatted(SUMS.formatted("")) + " order by s.first_sequence desc limit ?",
        RecordingQueries::session,
        limit);
  }

  public Optional<SessionSummary> session(SessionId id) {
    return list(
            SESSIONS.formatted(SUMS.formatted("where session = ?")) + " and s.id = ?",
            RecordingQueries::session,
            id.value(),
            id.value())
        .stream()
        .findFirst();
  }

  public List<ExchangeSummary> exchanges(SessionId session, int offset, int limit) {
    return list(
        "select * from exchanges where session = ? order by session, first_sequence limit ? offset ?",
        RecordingQueries::exchange,
        session.value(),
        limit,
        offset);
  }

  public Optional<ExchangeSummary> exchange(ExchangeId id) {
    return list("select * from exchanges where id = ?", RecordingQueries::exchange, id.value())
        .stream()
        .findFirst();
  }

  public Optional<Ownership> ownerOf(Owned owned) {
    Optional<Ownership> first =
        database.queryNow(
            connection -> {
              try (Statements statements = new Statements(connection)) {
                return OwnershipRows.find(statements, owned);
              }
            });
    return first.or(() -> database.recentOwnership().find(owned));
  }

  public List<AgentRecord> agents() {
    return list(
        "select * from agents order by name",
        row ->
            new AgentRecord(
                row.getString("name"),
                GroupsText.read(row.getString("agent_groups")),
                row.getString("model"),
                row.getString("purpose"),
                Sql.instant(row.getLong("created_nanos")),
                Instant.parse(row.getString("expires")),
                row.getBoolean("revoked"),
                row.getLong("generation")));
  }

  /** Store sequences of a session's frames, in order. */
  public List<Long> frameSequences(SessionId session, long fromSessionSequence, int limit) {
    return list(
        "select sequence from frames where session = ? and session_sequence >= ?"
            // By the index's own order: H2 would sort all that follow for each page.
            + " order by session, session_sequence limit ?",
        row -> row.getLong(1),
        session.value(),
        fromSessionSequence,
        limit);
  }

  private static Identity identity(ResultSet row) throws SQLException {
    return new Identity(row.getString("issuer"), row.getString("subject"), row.getString("agent"));
  }

  private static Source source(ResultSet row) throws SQLException {
    return new Source(
        row.getString("source_address"),
        row.getLong("source_uid"),
        row.getLong("source_pid"),
        row.getString("source_executable"));
  }

  private static SessionSummary session(ResultSet row) throws SQLException {
    return new SessionSummary(
        new SessionId(row.getString("id")),
        identity(row),
        row.getString("model"),
        row.getString("purpose"),
        GroupsText.read(row.getString("agent_groups")),
        source(row),
        row.getString("client"),
        row.getString("state"),
        Sql.instant(row.getLong("opened_nanos")),
        Sql.instant(row.getLong("active_nanos")),
        row.getLong("frames"),
        row.getLong("exchanges"),
        row.getLong("queries"),
        row.getLong("errors"),
        row.getLong("row_total"),
        row.getLong("processed"),
        row.getLong("delivered"),
        row.getBoolean("operator_unprotected"));
  }

  private static ExchangeSummary exchange(ResultSet row) throws SQLException {
    String job = row.getString("job_id");
    long duration = row.getLong("duration_nanos");
    return new ExchangeSummary(
        new ExchangeId(row.getString("id")),
        new SessionId(row.getString("session")),
        identity(row),
        row.getLong("first_sequence"),
        Sql.instant(row.getLong("received_nanos")),
        row.getString("method"),
        row.getString("path"),
        row.getString("api_method"),
        row.getString("effect"),
        row.getString("sql_text"),
        row.getBoolean("dry_run"),
        job.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new JobKey(row.getString("job_project"), row.getString("job_location"), job)),
        row.getString("decision"),
        source(row),
        row.getString("client"),
        row.getString("state"),
        row.getInt("status"),
        duration < 0 ? -1 : duration / NANOS_PER_MILLI,
        row.getLong("request_bytes"),
        row.getLong("response_bytes"),
        row.getLong("row_count"),
        row.getLong("total_rows"),
        row.getLong("bytes_processed"),
        row.getLong("bytes_billed"),
        row.getString("statement_type"),
        row.getString("error_reason"),
        row.getString("error_message"),
        row.getString("recording"));
  }
}
