package dev.chaperone.recordings.database;

import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.journal.FrameSource;
import dev.chaperone.recordings.journal.StoredFrame;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one opened database up to date: a thread of its own takes durable frames in batches, each
 * one transaction together with the place it reached. When it fails it stops, and says why.
 */
final class Indexer {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
  private static final int BATCH = 2_000;
  private static final long BATCH_WEIGHT = 16L << 20;
  private static final Duration POLL = Duration.ofMillis(500);

  /** Small commits bloat an H2 file: without anybody asking, frames may gather this long. */
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final DatabaseFile file;
  private final Connection connection;
  private final FrameApplier applier;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Optional<Thread> thread = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private long applied;
  private long wanted;
  private boolean stopping;

  private Indexer(DatabaseFile file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    this.applier = new FrameApplier(connection);
    this.applied = state().sequence;
  }

  private record State(long sequence, long frames, String check) {}

  static Indexer open(DatabaseFile file) throws SQLException, IOException {
    Connection connection = file.connect();
    try {
      file.protect();
      Migrations.apply(connection);
      return new Indexer(file, connection);
    } catch (SQLException | IOException | RuntimeException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  private State state() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select last_sequence, frame_count, check_value from store_state")) {
      rows.next();
      return new State(rows.getLong(1), rows.getLong(2), rows.getString(3));
    }
  }

  /** The database's last sequence, if the journal does not reach so far. */
  OptionalLong ahead(FrameSource frames) throws SQLException {
    long seen = state().sequence;
    return seen > frames.lastSequence() ? OptionalLong.of(seen) : OptionalLong.empty();
  }

  /** Whether the tables hold what the journal says up to the place they claim to have reached. */
  boolean agrees(FrameSource frames) throws SQLException {
    State state = state();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*), coalesce(max(sequence), 0) from frames")) {
      rows.next();
      if (rows.getLong(1) != state.frames || rows.getLong(2) != state.sequence) {
        return false;
      }
    }
    return state.sequence == 0
        || frames
            .frame(state.sequence)
            .filter(frame -> frame.headerHash().hex().equals(state.check))
            .isPresent();
  }

  /** Takes in all there is, then starts the thread that goes on with it. */
  void start(FrameSource frames) throws SQLException {
    catchUp(frames);
    Thread runner =
        // A platform thread of its own: H2 holds monitors, and nobody may interrupt it.
        Thread.ofPlatform().name("chaperone-indexer").daemon(true).unstarted(() -> run(frames));
    thread = Optional.of(runner);
    runner.start();
  }

  private void run(FrameSource frames) {
    try {
      while (!finished()) {
        if (frames.awaitSequence(applied() + 1, POLL)) {
          gather();
          step(frames);
        }
      }
      catchUp(frames);
    } catch (InterruptedException | SQLException | RuntimeException | OutOfMemoryError e) {
      if (!(e instanceof RecordingException closed)
          || closed.code() != RecordingException.Code.CLOSED) {
        LOG.warn("The recordings database fell behind; it is made anew when it is needed", e);
      }
      failed(e);
    }
  }

  private void catchUp(FrameSource frames) throws SQLException {
    while (applied() < frames.lastSequence() && step(frames)) {
      // until it is current
    }
  }

  private boolean finished() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  private void gather() throws InterruptedException {
    lock.lock();
    try {
      long left = GATHER_NANOS;
      while (!stopping && wanted <= applied && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** One batch. Holds no lock while it writes. */
  private boolean step(FrameSource frames) throws SQLException {
    long from = applied() + 1;
    List<StoredFrame> batch =
        from > frames.lastSequence()
            ? List.of()
            : frames.readWithoutChunks(from, BATCH, BATCH_WEIGHT);
    if (batch.isEmpty()) {
      reached(Math.max(frames.lastSequence(), from - 1)); // what follows is damaged
      return false;
    }
    synchronized (connection) {
      try {
        applier.apply(batch);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
    reached(batch.getLast().sequence());
    return true;
  }

  private void reached(long sequence) {
    lock.lock();
    try {
      applied = sequence;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void failed(Throwable cause) {
    lock.lock();
    try {
      failure = Optional.of(cause);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long applied() {
    lock.lock();
    try {
      return applied;
    } finally {
      lock.unlock();
    }
  }

  Optional<Throwable> failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  void awaitApplied(long sequence) throws SQLException {
    lock.lock();
    try {
      wanted = Math.max(wanted, sequence);
      changed.signalAll();
      while (applied < sequence) {
        if (failure.isPresent()) {
          throw new SQLException("the recordings database fell behind", failure.get());
        }
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  void erased(List<Long> sequences, FrameSource frames) throws SQLException {
    synchronized (connection) {
      for (long sequence : sequences) {
        Optional<StoredFrame> frame = frames.frame(sequence);
        if (frame.isPresent()) {
          applier.derive(exchangeFrames(frame.get(), frames));
          applier.erased(frame.get());
        }
      }
      connection.commit();
    }
  }

  private List<StoredFrame> exchangeFrames(StoredFrame erased, FrameSource frames)
      throws SQLException {
    List<StoredFrame> found = new ArrayList<>();
    if (erased.header().exchange().isEmpty()) {
      return found;
    }
    try (PreparedStatement find =
        connection.prepareStatement(
            "select sequence from frames where exchange = ? and sequence <= ?"
                + " and type <> 'response-chunk' order by sequence")) {
      Sql.set(find, erased.header().exchange().get().value(), applied());
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          frames.frame(rows.getLong(1)).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** Whether what was erased may still stand in free pages of the file. */
  private boolean erasedSome() throws SQLException {
    synchronized (connection) {
      try (Statement statement = connection.createStatement()) {
        int erased =
            statement.executeUpdate(
                "update erasures set compacted = true where done and not compacted");
        connection.commit();
        return erased > 0;
      }
    }
  }

  /** Takes in what is left and closes the database. */
  void close() {
    stop();
    try {
      file.shutdown(connection, erasedSome());
    } catch (SQLException | IOException e) {
      LOG.warn("The recordings database did not close cleanly; it is checked at the next start", e);
    }
  }

  /** Closes a database that is not needed any more. */
  void abort() {
    stop();
    try (Statement statement = connection.createStatement()) {
      statement.execute("shutdown immediately");
    } catch (SQLException e) {
      LOG.debug("The broken recordings database did not shut down", e);
    }
    closeQuietly(connection);
  }

  private void stop() {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isPresent() && thread.get().isAlive()) {
      try {
        thread.get().join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("Closing a database connection failed", e);
    }
  }
}
