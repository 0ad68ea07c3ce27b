package dev.chaperone.recordings.database;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.LevelChange;
import dev.chaperone.recordings.journal.StoredFrame;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Keeps one row per request. */
final class ExchangeRows {
  private static final Set<String> PIECES =
      Set.of(FrameType.RESPONSE_CHUNK.code(), FrameType.SEALED.code());

  private static final int CODE = 16;

  private final Statements statements;
  private final OwnershipRows ownership;

  ExchangeRows(Statements statements) {
    this.statements = statements;
    this.ownership = new OwnershipRows(statements);
  }

  void apply(StoredFrame frame, ExchangeId exchange) throws SQLException {
    FrameHeader header = frame.header();
    String id = exchange.value();
    if (header.type().equals(FrameType.RECEIVED.code())) {
      begin(header, id);
    }
    if (header.job().isPresent() && !PIECES.contains(header.type())) {
      job(id, header.job().get());
    }
    if (frame.body().isEmpty()) {
      return;
    }
    switch (frame.body().get()) {
      case FrameBody.Received b -> received(id, b);
      case FrameBody.RequestPart b ->
          statements.update(
              "update exchanges set request_bytes = greatest(request_bytes, ?) where id = ?",
              b.offset() + b.bytes().length(),
              id);
      case FrameBody.Facts b ->
          statements.update(
              "update exchanges set sql_text = ?, dry_run = ? where id = ?",
              Texts.ofLong(b.sql()),
              b.dryRun(),
              id);
      case FrameBody.Decision b -> decision(id, b);
      case FrameBody.ResponseHead b ->
          statements.update("update exchanges set status = ? where id = ?", b.status(), id);
      case FrameBody.ResponseEnd b -> {
        end(id, b);
        ownership.add(header, b.owned());
      }
      case FrameBody.Failure b ->
          statements.update(
              "update exchanges set error_reason = ?, error_message = ?,"
                  + " state = case when state = 'running' then 'refused' else state end"
                  + " where id = ?",
              Texts.of(b.code()),
              Texts.ofLong(b.message()),
              id);
      case FrameBody.SessionOpened b -> {}
      case FrameBody.Estimate b -> {}
      case FrameBody.Hold b -> {}
      case FrameBody.Upstream b -> {}
      case FrameBody.ResponseChunk b -> {}
      case FrameBody.Sealed b -> {}
      case FrameBody.Gap b -> {}
      case FrameBody.SessionClosed b -> {}
      case FrameBody.Checkpoint b -> {}
      case FrameBody.AgentChange b -> {}
      case FrameBody.KeyChange b -> {}
      case FrameBody.Note b -> level(id, b);
      case FrameBody.Unknown b -> {}
    }
  }

  private void begin(FrameHeader header, String id) throws SQLException {
    statements.update(
        "merge into exchanges (id, session, first_sequence, received_nanos, issuer, subject, agent,"
            + " method, path, api_method, effect, sql_text, dry_run, job_project, job_location,"
            + " job_id, decision, source_address, source_uid, source_pid, source_executable,"
            + " client, state, status, duration_nanos, request_bytes, response_bytes, row_count,"
            + " total_rows, bytes_processed, bytes_billed, statement_type, error_reason,"
            + " error_message) key (id) values (?, ?, ?, ?, ?, ?, ?, '', '', '', '', '', false, '',"
            + " '', '', '', '', -1, -1, '', '', 'running', -1, -1, -1, -1, -1, -1, -1, -1, '', '',"
            + " '')",
        id,
        header.session().value(),
        header.sequence(),
        Sql.nanos(header.time()),
        SessionRows.UNKNOWN,
        SessionRows.UNKNOWN,
        SessionRows.UNKNOWN);
  }

  private void received(String id, FrameBody.Received b) throws SQLException {
    Identity identity = b.identity();
    statements.update(
        "update exchanges set issuer = ?, subject = ?, agent = ?, method = ?, path = ?,"
            + " api_method = ?, effect = ?, source_address = ?, source_uid = ?, source_pid = ?,"
            + " source_executable = ?, client = ?, request_bytes = ? where id = ?",
        Texts.of(identity.issuer()),
        Texts.of(identity.subject()),
        Texts.of(identity.agent()),
        Texts.of(b.method()),
        Texts.of(b.path()),
        Texts.of(b.apiMethod()),
        Texts.of(b.effect()),
        Texts.of(b.source().address()),
        b.source().uid(),
        b.source().pid(),
        Texts.of(b.source().executable()),
        Texts.of(b.client()),
        b.bodyBytes(),
        id);
  }

  /** A grant decides once more; policy's own verdict is the first. */
  private void decision(String id, FrameBody.Decision b) throws SQLException {
    statements.update(
        "update exchanges set decision = ?,"
            + " verdict = case when verdict = '' then ? else verdict end where id = ?",
        Texts.of(b.outcome()),
        b.mode().equals("enforce") ? Sql.cut(b.outcome(), CODE) : "",
        id);
  }

  private void level(String id, FrameBody.Note b) throws SQLException {
    Optional<LevelChange> change = LevelChange.of(b);
    if (change.isPresent()) {
      statements.update(
          "update exchanges set recording = ? where id = ?",
          Sql.cut(change.get().level(), CODE),
          id);
    }
  }

  private void job(String id, JobKey job) throws SQLException {
    statements.update(
        "update exchanges set job_location = case when ? = '' and job_project = ? and job_id = ?"
            + " then job_location else ? end, job_project = ?, job_id = ? where id = ?",
        job.location(),
        job.project(),
        job.jobId(),
        job.location(),
        Texts.of(job.project()),
        Texts.of(job.jobId()),
        id);
  }

  private void end(String id, FrameBody.ResponseEnd b) throws SQLException {
    statements.update(
        "update exchanges set state = ?, duration_nanos = ?, response_bytes = ?, row_count = ?,"
            + " total_rows = ?, bytes_processed = ?, bytes_billed = ?, statement_type = ?,"
            + " error_reason = case when ? = '' then error_reason else ? end,"
            + " error_message = case when ? = '' then error_message else ? end where id = ?",
        b.complete() ? "done" : "cut",
        b.duration().toNanos(),
        b.bytes(),
        b.rows(),
        b.totalRows(),
        b.bytesProcessed(),
        b.bytesBilled(),
        Texts.of(b.statementType()),
        Texts.of(b.errorReason()),
        Texts.of(b.errorReason()),
        Texts.ofLong(b.errorMessage()),
        Texts.ofLong(b.errorMessage()),
        id);
  }

  /** The session ended under them: no answer will follow. */
  void cutRunning(FrameHeader closed) throws SQLException {
    statements.update(
        "update exchanges set state = 'cut' where session = ? and state = 'running'",
        closed.session().value());
  }

  /** For a row made anew after its session had ended. */
  void cutIfClosed(FrameHeader header) throws SQLException {
    statements.update(
        "update exchanges set state = 'cut' where session = ? and state = 'running'"
            + " and exists (select 1 from sessions s where s.id = ? and s.state = 'closed')",
        header.session().value(),
        header.session().value());
  }

  /** Takes back what a frame's exchange and its answer led to. */
  void forget(FrameHeader header) throws SQLException {
    if (header.exchange().isPresent()) {
      statements.update("delete from exchanges where id = ?", header.exchange().get().value());
    }
    statements.update("delete from ownership where sequence = ?", header.sequence());
  }
}
