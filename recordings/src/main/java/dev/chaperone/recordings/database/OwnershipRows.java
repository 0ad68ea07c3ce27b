package dev.chaperone.recordings.database;

import dev.chaperone.recordings.Ownership;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.Owned;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Keeps who owns jobs, tables and uploads: whoever was first stays the owner. */
final class OwnershipRows {
  private static final int LOCATION = 128;
  private static final String FIND =
      "select issuer, subject, agent, location, sequence from ownership"
          + " where kind = ? and name = ? and (location = '' or ? = '' or lower(location) = lower(?))"
          + " order by sequence limit 1";

  private final Statements statements;

  OwnershipRows(Statements statements) {
    this.statements = statements;
  }

  private record Row(Identity identity, String location, long sequence) {}

  static Optional<Ownership> find(Statements statements, Owned owned) throws SQLException {
    return row(statements, owned).map(row -> new Ownership(row.identity(), row.location()));
  }

  private static Optional<Row> row(Statements statements, Owned owned) throws SQLException {
    PreparedStatement find = statements.get(FIND);
    Sql.set(find, owned.kind().name(), owned.name(), owned.location(), owned.location());
    try (ResultSet rows = find.executeQuery()) {
      return rows.next()
          ? Optional.of(
              new Row(
                  new Identity(rows.getString(1), rows.getString(2), rows.getString(3)),
                  rows.getString(4),
                  rows.getLong(5)))
          : Optional.empty();
    }
  }

  void add(FrameHeader header, List<Owned> owned) throws SQLException {
    if (!owned.isEmpty()) {
      add(header, identityOf(header), owned);
    }
  }

  void add(FrameHeader header, Identity owner, List<Owned> owned) throws SQLException {
    for (Owned one : owned) {
      Optional<Row> known = row(statements, one);
      if (known.isEmpty()) {
        statements.update(
            "insert into ownership (kind, name, location, issuer, subject, agent, session,"
                + " sequence) values (?, ?, ?, ?, ?, ?, ?, ?)",
            one.kind().name(),
            Texts.of(one.name()),
            Sql.cut(one.location(), LOCATION),
            Texts.of(owner.issuer()),
            Texts.of(owner.subject()),
            Texts.of(owner.agent()),
            header.session().value(),
            header.sequence());
      } else if (known.get().location().isEmpty()
          && !one.location().isEmpty()
          && known.get().identity().equals(owner)) {
        statements.update(
            "update ownership set location = ? where kind = ? and name = ? and sequence = ?",
            Sql.cut(one.location(), LOCATION),
            one.kind().name(),
            one.name(),
            known.get().sequence());
      }
    }
  }

  private Identity identityOf(FrameHeader header) throws SQLException {
    PreparedStatement find =
        statements.get("select issuer, subject, agent from sessions where id = ?");
    Sql.set(find, header.session().value());
    try (ResultSet rows = find.executeQuery()) {
      return rows.next()
          ? new Identity(rows.getString(1), rows.getString(2), rows.getString(3))
          : new Identity(SessionRows.UNKNOWN, SessionRows.UNKNOWN, SessionRows.UNKNOWN);
    }
  }
}
