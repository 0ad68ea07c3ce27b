package dev.chaperone.recordings.database;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.journal.StoredFrame;
import dev.chaperone.recordings.journal.Tombstone;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Applies durable frames to the tables, a batch at a time, together with the place it reached. The
 * caller commits.
 */
final class FrameApplier implements AutoCloseable {
  private static final int ID = 128;

  private final Statements statements;
  private final SessionRows sessions;
  private final ExchangeRows exchanges;
  private final AgentRows agents;
  private final HoldRows holds;
  private final GrantRows grants;
  private final BudgetRows budgets;
  private final MaskingRows masking;

  FrameApplier(Connection connection) {
    statements = new Statements(connection);
    sessions = new SessionRows(statements);
    exchanges = new ExchangeRows(statements);
    agents = new AgentRows(statements);
    holds = new HoldRows(statements);
    grants = new GrantRows(statements);
    budgets = new BudgetRows(statements);
    masking = new MaskingRows(statements);
  }

  void apply(List<StoredFrame> frames) throws SQLException {
    Map<SessionId, StoredFrame> touched = new LinkedHashMap<>();
    PreparedStatement places =
        statements.get(
            "insert into frames (sequence, session, session_sequence, exchange, type)"
                + " values (?, ?, ?, ?, ?)");
    for (StoredFrame frame : frames) {
      FrameHeader header = frame.header();
      Sql.set(
          places,
          header.sequence(),
          header.session().value(),
          header.sessionSequence(),
          header.exchange().map(Object::toString).orElse(null),
          Sql.cut(header.type(), ID));
      places.addBatch();
      if (touched.put(header.session(), frame) == null) {
        sessions.ensure(header);
      }
      apply(frame);
    }
    places.executeBatch();
    for (StoredFrame last : touched.values()) {
      sessions.touch(last);
    }
    StoredFrame end = frames.getLast();
    statements.update(
        "update store_state set last_sequence = ?, frame_count = frame_count + ?, check_value = ?",
        end.sequence(),
        (long) frames.size(),
        end.headerHash().hex());
  }

  private void apply(StoredFrame frame) throws SQLException {
    FrameHeader header = frame.header();
    governance(header);
    if (frame.body().isPresent()) {
      switch (frame.body().get()) {
        case FrameBody.SessionOpened b -> sessions.opened(header, b);
        case FrameBody.SessionClosed b -> {
          sessions.closed(header);
          exchanges.cutRunning(header);
        }
        case FrameBody.AgentChange b -> agents.apply(header, b);
        case FrameBody.Note b -> {
          note(b);
          grants.apply(header, b);
          budgets.apply(header, b);
          masking.apply(header, b);
        }
        case FrameBody.Received b -> sessions.received(header, b);
        case FrameBody.RequestPart b -> {}
        case FrameBody.Facts b -> {}
        case FrameBody.Estimate b -> {}
        case FrameBody.Decision b -> {}
        case FrameBody.Hold b -> holds.apply(header, b);
        case FrameBody.Upstream b -> {}
        case FrameBody.ResponseHead b -> {}
        case FrameBody.ResponseChunk b -> {}
        case FrameBody.Sealed b -> {}
        case FrameBody.ResponseEnd b -> {}
        case FrameBody.Failure b -> {}
        case FrameBody.Gap b -> {}
        case FrameBody.Checkpoint b -> {}
        case FrameBody.KeyChange b -> {}
        case FrameBody.Unknown b -> {}
      }
    } else if (header.type().equals(FrameType.SESSION_CLOSED.code())) {
      sessions.closed(header);
    }
    if (header.exchange().isPresent()) {
      exchanges.apply(frame, header.exchange().get());
    }
  }

  /** Whatever its payload says, or if it lost it: whoever reads these has to see every one. */
  private void governance(FrameHeader header) throws SQLException {
    if (header.type().equals(FrameType.OPERATOR.code())
        || header.type().equals(FrameType.POLICY.code())
        || header.type().equals(FrameType.KEY.code())) {
      statements.update(
          "insert into approval_frames (sequence, subject_id) values (?, ?)",
          header.sequence(),
          header.type());
    }
  }

  /** A retention frame means: this payload is to be gone. That it is gone is noted when done. */
  private void note(FrameBody.Note note) throws SQLException {
    OptionalLong erased = Tombstone.sequence(note);
    if (erased.isPresent()) {
      statements.update(
          "merge into erasures (sequence, done, compacted) key (sequence) values (?, false, false)",
          erased.getAsLong());
    }
  }

  /** Makes an exchange's row anew from its frames, after one of them lost its payload. */
  void derive(List<StoredFrame> frames) throws SQLException {
    for (StoredFrame frame : frames) {
      if (frame.header().exchange().isPresent()) {
        exchanges.forget(frame.header());
      }
    }
    for (StoredFrame frame : frames) {
      if (frame.header().exchange().isPresent()) {
        exchanges.apply(frame, frame.header().exchange().get());
        exchanges.cutIfClosed(frame.header());
      }
    }
  }

  void erased(StoredFrame frame) throws SQLException {
    FrameHeader header = frame.header();
    if (header.type().equals(FrameType.SESSION_OPENED.code())) {
      sessions.forget(header);
    }
    if (header.type().equals(FrameType.HOLD.code())) {
      holds.forget(header);
    }
    statements.update("update erasures set done = true where sequence = ?", header.sequence());
  }

  @Override
  public void close() throws SQLException {
    statements.close();
  }
}
