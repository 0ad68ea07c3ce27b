package dev.chaperone.recordings.database;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Keeps one row per hold, as its last step leaves it. */
final class HoldRows {
  private static final int ID = 128;
  private static final int CODE = 32;
  private static final int STATE = 16;

  private final Statements statements;
  private final OwnershipRows ownership;

  HoldRows(Statements statements) {
    this.statements = statements;
    this.ownership = new OwnershipRows(statements);
  }

  void apply(FrameHeader header, FrameBody.Hold hold) throws SQLException {
    String id = Sql.cut(hold.holdId(), ID);
    HoldStep step = hold.step();
    statements.update(
        "insert into approval_frames (sequence, subject_id) values (?, ?)", header.sequence(), id);
    long at = Sql.nanos(step.number() < 0 ? header.time() : step.at());
    int known =
        statements.update(
            "update holds set state = ?, step = ?, changed_nanos = ?, decider = ?,"
                + " decider_how = ?, detail = ?, cause = ?, successor = ?,"
                + " byte_cap = case when ? < 0 then byte_cap else ? end where id = ?",
            Sql.cut(hold.state(), STATE),
            step.number(),
            at,
            Texts.of(step.by().identity()),
            Sql.cut(step.by().how().code(), CODE),
            Texts.ofLong(hold.detail()),
            Sql.cut(step.cause(), ID),
            Sql.cut(step.successor(), ID),
            step.cap(),
            step.cap(),
            id);
    if (known == 0) {
      insert(header, hold, id, at);
    }
    if (hold.request().isPresent()) {
      request(id, hold.request().get());
    }
    Optional<Owned> owned = owned(header, hold);
    if (owned.isPresent()) {
      ownership.add(header, step.owner().orElseThrow(), List.of(owned.get()));
    }
  }

  /** A held job that was submitted is from then on a job of upstream's, and its owner's. */
  static Optional<Owned> owned(FrameHeader header, FrameBody.Hold hold) {
    String cause = hold.step().cause();
    return (cause.equals(HoldStep.SUBMITTED) || cause.equals(HoldStep.ADOPTED))
            && hold.step().owner().isPresent()
        ? header.job().map(Owned::job)
        : Optional.empty();
  }

  private void insert(FrameHeader header, FrameBody.Hold hold, String id, long at)
      throws SQLException {
    HoldStep step = hold.step();
    statements.update(
        "insert into holds (id, state, step, kind, session, exchange, issuer, subject, agent,"
            + " api_method, http_method, path, sql_text, statement_kinds, job_project,"
            + " job_location, job_id, policy_rule, reason, bytes, byte_cap, created_nanos,"
            + " expires_nanos, changed_nanos, decider, decider_how, detail, cause, successor,"
            + " replaces, first_sequence) values (?, ?, ?, '', ?, ?, ?, ?, ?, '', '', '', '', '',"
            + " '', '', '', '', '', -1, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
        id,
        Sql.cut(hold.state(), STATE),
        step.number(),
        header.session().value(),
        header.exchange().map(Object::toString).orElse(""),
        step.owner().map(Identity::issuer).map(Texts::of).orElse(SessionRows.UNKNOWN),
        step.owner().map(Identity::subject).map(Texts::of).orElse(SessionRows.UNKNOWN),
        step.owner().map(Identity::agent).map(Texts::of).orElse(SessionRows.UNKNOWN),
        step.cap(),
        at,
        at,
        at,
        Texts.of(step.by().identity()),
        Sql.cut(step.by().how().code(), CODE),
        Texts.ofLong(hold.detail()),
        Sql.cut(step.cause(), ID),
        Sql.cut(step.successor(), ID),
        header.sequence());
  }

  private void request(String id, HeldRequest r) throws SQLException {
    statements.update(
        "update holds set kind = ?, session = ?, issuer = ?, subject = ?, agent = ?,"
            + " api_method = ?, http_method = ?, path = ?, sql_text = ?, statement_kinds = ?,"
            + " job_project = ?, job_location = ?, job_id = ?, policy_rule = ?, reason = ?,"
            + " bytes = ?, expires_nanos = ?, replaces = ? where id = ?",
        Sql.cut(r.kind(), STATE),
        r.agentSession().value(),
        Texts.of(r.owner().issuer()),
        Texts.of(r.owner().subject()),
        Texts.of(r.owner().agent()),
        Texts.of(r.apiMethod()),
        Texts.of(r.httpMethod()),
        Texts.of(r.path()),
        Texts.ofLong(r.sql()),
        Texts.of(String.join("\n", r.statementKinds())),
        Texts.of(r.job().map(JobKey::project).orElse("")),
        Texts.of(r.job().map(JobKey::location).orElse("")),
        Texts.of(r.job().map(JobKey::jobId).orElse("")),
        Texts.of(r.rule()),
        Texts.ofLong(r.reason()),
        r.envelope().bytes(),
        Sql.nanos(r.envelope().expires()),
        Sql.cut(r.replaces(), ID),
        id);
  }

  /** Takes back what an erased frame told. */
  void forget(FrameHeader erased) throws SQLException {
    statements.update(
        "update holds set sql_text = '', path = '', reason = '', detail = '' where id in"
            + " (select subject_id from approval_frames where sequence = ?)",
        erased.sequence());
    statements.update("delete from ownership where sequence = ?", erased.sequence());
  }
}
