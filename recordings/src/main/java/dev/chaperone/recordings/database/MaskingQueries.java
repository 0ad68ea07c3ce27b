package dev.chaperone.recordings.database;

import dev.chaperone.recordings.DetectorFind;
import dev.chaperone.recordings.Inheritance;
import dev.chaperone.recordings.MaskingRecords;
import dev.chaperone.recordings.SeenColumn;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.LineageText;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The questions about lineage and masking, answered from the tables. */
public final class MaskingQueries implements MaskingRecords {
  private final RecordingsDatabase database;

  public MaskingQueries(RecordingsDatabase database) {
    this.database = database;
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
  public List<Lineage> lineageOf(Owned owned) {
    return list(
        "select body from lineage where kind = ? and name = ?"
            + " and (location = '' or ? = '' or lower(location) = lower(?)) order by sequence",
        row -> LineageText.read(row.getString(1)),
        owned.kind().name(),
        owned.name(),
        owned.location(),
        owned.location());
  }

  @Override
  public List<Inheritance> inherited() {
    return list(
        "select i.*, coalesce(s.agent, '') as agent from inherited_tags i"
            + " left join sessions s on s.id = i.session order by i.sequence desc",
        row ->
            new Inheritance(
                row.getString("table_name"),
                row.getLong("sequence"),
                row.getString("how"),
                LineageText.read(row.getString("body")),
                new SessionId(row.getString("session")),
                row.getString("agent"),
                Sql.instant(row.getLong("at_nanos")),
                row.getBoolean("revoked"),
                row.getString("revoked_reason"),
                row.getString("revoked_by")));
  }

  @Override
  public List<SeenColumn> columns(int limit) {
    return list(
            "select body, times, last_nanos from seen_columns order by last_nanos desc, name"
                + " limit ?",
            MaskingQueries::seen,
            limit)
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<SeenColumn> seen(ResultSet row) throws SQLException {
    long times = row.getLong("times");
    Instant last = Sql.instant(row.getLong("last_nanos"));
    return LineageText.read(row.getString("body")).all().from().stream()
        .map(origin -> new SeenColumn(origin, times, last))
        .toList();
  }

  @Override
  public List<DetectorFind> finds(int limit) {
    return list(
        "select * from detector_finds order by last_nanos desc, column_name limit ?",
        row ->
            new DetectorFind(
                row.getString("column_name"),
                row.getString("detector"),
                row.getString("reaction"),
                row.getLong("value_count"),
                Sql.instant(row.getLong("last_nanos"))),
        limit);
  }
}
