package dev.chaperone.recordings.database;

import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.RecordingException.Code;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.journal.FrameSource;
import dev.chaperone.recordings.journal.SessionHead;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings database as its users see it: queries that see every durable frame, and a database
 * that is made anew from the journal whenever it is missing, behind, or not to be trusted.
 *
 * <p>Nothing here can stop recording. While the database cannot work, queries fail and say so, and
 * each is an occasion to try again.
 */
public final class RecordingsDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingsDatabase.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Path folder;
  private final DatabaseFile file;
  private final Clock clock;
  private final RecentOwnership recent = new RecentOwnership();
  private Optional<Indexer> indexer = Optional.empty();
  private Optional<Throwable> broken = Optional.empty();
  private Instant lastAttempt = Instant.MIN;
  private Optional<FrameSource> source = Optional.empty();
  private boolean closed;

  private RecordingsDatabase(Path folder, Clock clock) {
    this.folder = folder;
    this.file = new DatabaseFile(folder);
    this.clock = clock;
  }

  /** Opens what is there; the journal is not needed yet. */
  public static RecordingsDatabase open(Path folder, Clock clock) {
    RecordingsDatabase database = new RecordingsDatabase(folder, clock);
    database.openFile();
    return database;
  }

  private void openFile() {
    try {
      file.create();
      if (!file.plausible()) {
        LOG.warn("The recordings database was changed from outside; it is made anew");
        file.delete();
      }
      indexer = Optional.of(Indexer.open(file));
    } catch (Exception e) {
      LOG.warn("The recordings database cannot be opened; it is made anew", e);
      openFresh();
    }
  }

  private void openFresh() {
    try {
      file.delete();
      indexer = Optional.of(Indexer.open(file));
    } catch (Exception e) {
      fail(e);
    }
  }

  /** The last sequence the database has seen: that frame was durable. 0 if it does not know. */
  public synchronized long seenSequence() {
    return indexer.map(Indexer::applied).orElse(0L);
  }

  /**
   * Checks the database against the journal, brings it up to date, and keeps it so.
   *
   * @return what was found wrong with the journal
   */
  public synchronized List<String> start(FrameSource frames) {
    source = Optional.of(frames);
    OptionalLong ahead = OptionalLong.empty();
    try {
      if (indexer.isPresent()) {
        ahead = indexer.get().ahead(frames);
        if (!indexer.get().agrees(frames)) {
          LOG.warn("The recordings database does not match the journal; it is made anew");
          renew();
        } else {
          indexer.get().start(frames);
          return List.of();
        }
      } else {
        renew();
      }
    } catch (Exception e) {
      LOG.warn("The recordings database failed; it is made anew", e);
      renew();
    }
    return ahead.isPresent()
        ? List.of(
            "the journal ends with frame "
                + frames.lastSequence()
                + ", frame "
                + ahead.getAsLong()
                + " was recorded: the frames between are missing")
        : List.of();
  }

  /** Throws the database away and makes it anew from the journal. */
  public synchronized void rebuild() {
    renew();
    if (broken.isPresent()) {
      throw failure(broken.get());
    }
  }

  private void renew() {
    lastAttempt = clock.instant();
    indexer.ifPresent(Indexer::abort);
    indexer = Optional.empty();
    broken = Optional.empty();
    openFresh();
    if (indexer.isPresent() && source.isPresent()) {
      try {
        indexer.get().start(source.get());
      } catch (Exception e) {
        indexer.get().abort();
        indexer = Optional.empty();
        fail(e);
      }
    }
  }

  private void fail(Throwable cause) {
    LOG.error("The recordings database cannot be used; recording goes on without it", cause);
    broken = Optional.of(cause);
    indexer = Optional.empty();
  }

  private RecordingException failure(Throwable cause) {
    return new RecordingException(
        Code.STORE_FAILED,
        "The recordings database in "
            + folder
            + " cannot be used ("
            + cause.getMessage()
            + "). Recording goes on; lists and searches work again once the database can be"
            + " written. Check free space and permissions, then run chaperone doctor --rebuild.",
        cause);
  }

  /** Runs a query over all frames durable now. */
  <T> T query(Sql.Query<T> query) {
    Indexer first = working();
    try {
      return run(first, query);
    } catch (SQLException e) {
      LOG.warn("A query failed; the recordings database is made anew", e);
      return run(renewed(first, e), query, e);
    }
  }

  private <T> T run(Indexer on, Sql.Query<T> query, SQLException earlier) {
    try {
      return run(on, query);
    } catch (SQLException e) {
      e.addSuppressed(earlier);
      throw failure(e);
    }
  }

  private <T> T run(Indexer on, Sql.Query<T> query) throws SQLException {
    on.awaitApplied(source.orElseThrow().lastSequence());
    try (Connection connection = file.connect()) {
      connection.setReadOnly(true);
      return query.run(connection);
    }
  }

  /** Runs a query over what is applied by now, without waiting for more. */
  <T> T queryNow(Sql.Query<T> query) {
    working();
    try (Connection connection = file.connect()) {
      connection.setReadOnly(true);
      return query.run(connection);
    } catch (SQLException e) {
      LOG.debug("A query failed; it is asked once more", e);
      return query(query);
    }
  }

  private synchronized Indexer working() {
    checkOpen();
    if (indexer.isPresent() && indexer.get().failure().isEmpty()) {
      return indexer.get();
    }
    if (lastAttempt.plus(RETRY).isAfter(clock.instant())) {
      throw failure(
          indexer.flatMap(Indexer::failure).or(() -> broken).orElseGet(IllegalStateException::new));
    }
    renew();
    return indexer.orElseThrow(() -> failure(broken.orElseGet(IllegalStateException::new)));
  }

  private synchronized Indexer renewed(Indexer failed, SQLException why) {
    checkOpen();
    if (indexer.isPresent() && indexer.get() == failed) {
      if (lastAttempt.plus(RETRY).isAfter(clock.instant())) {
        throw failure(why);
      }
      renew();
    }
    return indexer.orElseThrow(() -> failure(why));
  }

  private void checkOpen() {
    if (closed) {
      throw new RecordingException(Code.CLOSED, "The recordings store is closed.");
    }
  }

  /** Chains of the sessions that are open, and of the system session. */
  public Map<SessionId, SessionHead> openHeads() {
    return query(
        connection -> {
          Map<SessionId, SessionHead> heads = new HashMap<>();
          try (var statement = connection.createStatement();
              var rows =
                  statement.executeQuery(
                      "select id, frames, head from sessions where state = 'open'"
                          + " or id = 'system'")) {
            while (rows.next()) {
              heads.put(
                  new SessionId(rows.getString(1)),
                  new SessionHead(
                      rows.getLong(2),
                      Digest.of(HexFormat.of().parseHex(rows.getString(3))),
                      false));
            }
          }
          return heads;
        });
  }

  /** Whether the session is in the database; does not wait for frames on their way. */
  public boolean knows(SessionId session) {
    try (Connection connection = file.connect();
        var find = connection.prepareStatement("select 1 from sessions where id = ?")) {
      find.setString(1, session.value());
      try (var rows = find.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      LOG.debug("The database cannot tell whether session {} is known", session, e);
      return false;
    }
  }

  /** Has to be told of every frame once it is durable, before its receipt completes. */
  public RecentOwnership recentOwnership() {
    return recent;
  }

  public RecordingQueries queries() {
    return new RecordingQueries(this);
  }

  /** Notes that these payloads are gone, and takes back what was derived from them. */
  public void payloadsErased(List<Long> sequences) {
    recent.forget(sequences);
    Indexer on = working();
    try {
      on.awaitApplied(source.orElseThrow().lastSequence()); // or an old batch would bring it back
      on.erased(sequences, source.orElseThrow());
    } catch (SQLException e) {
      renewed(on, e); // made anew from the journal, which does not have them any more
    }
  }

  /** Payloads that a retention frame names but that may still be there. */
  public List<Long> unfinishedErasures() {
    return query(ErasureQueries::unfinished);
  }

  @Override
  public synchronized void close() {
    closed = true;
    indexer.ifPresent(Indexer::close);
  }
}
