package dev.chaperone.recordings.database;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.journal.StoredFrame;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Keeps one row per session. */
final class SessionRows {
  /** Stands where no frame told. */
  static final String UNKNOWN = "unknown";

  private final Statements statements;

  SessionRows(Statements statements) {
    this.statements = statements;
  }

  /** Makes the row if the session is new; a session begins with whatever frame comes first. */
  void ensure(FrameHeader header) throws SQLException {
    PreparedStatement known = statements.get("select 1 from sessions where id = ?");
    Sql.set(known, header.session().value());
    try (ResultSet rows = known.executeQuery()) {
      if (rows.next()) {
        return;
      }
    }
    long time = Sql.nanos(header.time());
    statements.update(
        "insert into sessions (id, first_sequence, issuer, subject, agent, model, purpose,"
            + " agent_groups, source_address, source_uid, source_pid, source_executable, client,"
            + " state, opened_nanos, active_nanos, frames, head, operator_unprotected)"
            + " values (?, ?, ?, ?, ?, '', '', '[]', '', -1, -1, '', '', 'open', ?, ?, 0, '', false)",
        header.session().value(),
        header.sequence(),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        time,
        time);
  }

  void opened(FrameHeader header, FrameBody.SessionOpened body) throws SQLException {
    statements.update(
        "update sessions set issuer = ?, subject = ?, agent = ?, model = ?, purpose = ?,"
            + " agent_groups = ?, source_address = ?, source_uid = ?, source_pid = ?,"
            + " source_executable = ?, client = ?, operator_unprotected = ? where id = ?",
        Texts.of(body.identity().issuer()),
        Texts.of(body.identity().subject()),
        Texts.of(body.identity().agent()),
        Texts.of(body.model()),
        Texts.of(body.purpose()),
        GroupsText.of(body.groups()),
        Texts.of(body.source().address()),
        body.source().uid(),
        body.source().pid(),
        Texts.of(body.source().executable()),
        Texts.of(body.client()),
        body.operatorUnprotected(),
        header.session().value());
  }

  /** A session without an opening frame takes its identity from its first request. */
  void received(FrameHeader header, FrameBody.Received body) throws SQLException {
    if (header.sessionSequence() > 2) {
      return;
    }
    statements.update(
        "update sessions set issuer = ?, subject = ?, agent = ?, client = ?, source_address = ?"
            + " where id = ? and issuer = ? and agent = ?",
        Texts.of(body.identity().issuer()),
        Texts.of(body.identity().subject()),
        Texts.of(body.identity().agent()),
        Texts.of(body.client()),
        Texts.of(body.source().address()),
        header.session().value(),
        UNKNOWN,
        UNKNOWN);
  }

  void closed(FrameHeader header) throws SQLException {
    statements.update(
        "update sessions set state = 'closed' where id = ?", header.session().value());
  }

  void touch(StoredFrame last) throws SQLException {
    statements.update(
        "update sessions set frames = ?, active_nanos = greatest(active_nanos, ?), head = ?"
            + " where id = ?",
        last.header().sessionSequence(),
        Sql.nanos(last.header().time()),
        last.headerHash().hex(),
        last.header().session().value());
  }

  /** The opening frame's payload was erased. */
  void forget(FrameHeader header) throws SQLException {
    statements.update(
        "update sessions set issuer = ?, subject = ?, agent = ?, model = '', purpose = '',"
            + " agent_groups = '[]', source_address = '', source_uid = -1, source_pid = -1,"
            + " source_executable = '', client = '' where id = ?",
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        header.session().value());
  }
}
