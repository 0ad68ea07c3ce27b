package dev.chaperone.recordings.database;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import java.sql.SQLException;

/** Keeps one row per Chaperone-issued agent, as the last change leaves it. */
final class AgentRows {
  private final Statements statements;

  AgentRows(Statements statements) {
    this.statements = statements;
  }

  void apply(FrameHeader header, FrameBody.AgentChange body) throws SQLException {
    boolean revoked = body.change().equals("revoked");
    int known =
        statements.update(
            "update agents set agent_groups = ?, model = ?, purpose = ?, expires = ?,"
                + " revoked = ?, generation = ? where name = ?",
            GroupsText.of(body.groups()),
            Texts.of(body.model()),
            Texts.of(body.purpose()),
            body.expires().toString(),
            revoked,
            body.generation(),
            Texts.of(body.agent()));
    if (known == 0) {
      statements.update(
          "insert into agents (name, agent_groups, model, purpose, created_nanos, expires,"
              + " revoked, generation) values (?, ?, ?, ?, ?, ?, ?, ?)",
          Texts.of(body.agent()),
          GroupsText.of(body.groups()),
          Texts.of(body.model()),
          Texts.of(body.purpose()),
          Sql.nanos(header.time()),
          body.expires().toString(),
          revoked,
          body.generation());
    }
  }
}
