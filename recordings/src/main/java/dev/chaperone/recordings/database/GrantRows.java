package dev.chaperone.recordings.database;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.GrantChange;
import java.sql.SQLException;
import java.util.Optional;

/** Keeps one row per grant, as its last change leaves it. */
final class GrantRows {
  private static final int ID = 128;
  private static final int CODE = 32;

  private final Statements statements;

  GrantRows(Statements statements) {
    this.statements = statements;
  }

  void apply(FrameHeader header, FrameBody.Note note) throws SQLException {
    Optional<GrantChange> change = GrantChange.of(note);
    if (change.isEmpty()) {
      return; // this version cannot act on it
    }
    GrantChange c = change.get();
    String id = Sql.cut(c.grant(), ID);
    statements.update(
        "insert into approval_frames (sequence, subject_id) values (?, ?)", header.sequence(), id);
    int known =
        statements.update(
            "update grants set uses_left = ?, revoked = revoked or ? where id = ?",
            c.left(),
            c.change().equals(GrantChange.REVOKED),
            id);
    if (known > 0) {
      return;
    }
    statements.update(
        "insert into grants (id, issuer, subject, agent, fingerprint, table_names, maximum_bytes,"
            + " use_count, uses_left, created_nanos, expires_nanos, revoked, hold, decider,"
            + " decider_how, reason, first_sequence)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        Texts.of(c.owner().issuer()),
        Texts.of(c.owner().subject()),
        Texts.of(c.owner().agent()),
        Texts.of(c.fingerprint()),
        Texts.ofLong(String.join("\n", c.tables())),
        c.maximumBytes(),
        c.count(),
        c.left(),
        Sql.nanos(c.at()),
        Sql.nanos(c.expires()),
        c.change().equals(GrantChange.REVOKED),
        Sql.cut(c.hold(), ID),
        Texts.of(c.by().identity()),
        Sql.cut(c.by().how().code(), CODE),
        Texts.ofLong(c.reason()),
        header.sequence());
  }
}
