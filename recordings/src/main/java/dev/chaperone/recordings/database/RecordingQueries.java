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
  private static final String SESSIONS =
      "select s.*,"
          + " (select count(*) from exchanges e where e.session = s.id) as exchanges,"
          + " (select count(*) from exchanges e where e.session = s.id and not e.dry_run and"
          + " e.api_method in ('bigquery.jobs.query', 'bigquery.jobs.insert')) as queries,"
          + " (select count(*) from exchanges e where e.session = s.id and"
          + " (e.status >= 400 or e.error_reason <> '')) as errors,"
          + " (select coalesce(sum(e.row_count), 0) from exchanges e where e.session = s.id"
          + " and e.row_count > 0) as row_total,"
          + " (select coalesce(sum(e.bytes_processed), 0) from exchanges e where e.session = s.id"
          + " and e.bytes_processed > 0) as processed,"
          + " (select coalesce(sum(e.response_bytes), 0) from exchanges e where e.session = s.id"
          + " and e.response_bytes > 0) as delivered"
          + " from sessions s where s.id <> 'system'";

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
        SESSIONS + " order by s.first_sequence desc limit ?", RecordingQueries::session, limit);
  }

  public Optional<SessionSummary> session(SessionId id) {
    return list(SESSIONS + " and s.id = ?", RecordingQueries::session, id.value()).stream()
        .findFirst();
  }

  public List<ExchangeSummary> exchanges(SessionId session, int offset, int limit) {
    return list(
        "select * from exchanges where session = ? order by first_sequence limit ? offset ?",
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
            + " order by session_sequence limit ?",
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
        row.getString("error_message"));
  }
}
