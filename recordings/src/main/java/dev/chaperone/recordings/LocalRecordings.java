package dev.chaperone.recordings;

import dev.chaperone.recordings.database.ApprovalQueries;
import dev.chaperone.recordings.database.MaskingQueries;
import dev.chaperone.recordings.database.PolicyQueries;
import dev.chaperone.recordings.database.RecordingsDatabase;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.journal.Journal;
import dev.chaperone.recordings.journal.OpenSessions;
import dev.chaperone.recordings.journal.SessionHead;
import dev.chaperone.recordings.journal.StoredFrame;
import dev.chaperone.recordings.journal.Tombstone;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recordings store in a data folder: ties journal and database together. */
public final class LocalRecordings implements Recordings {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRecordings.class);
  private static final int FIRST_PAGE = 100;
  private static final int PAGE = 1_000;

  /** Frames that prove the store, or that access rests on. */
  private static final Set<String> KEPT =
      Set.of(
          FrameType.RETENTION.code(),
          FrameType.CHECKPOINT.code(),
          FrameType.AGENT.code(),
          FrameType.BUDGET.code(),
          FrameType.KEY.code(),
          FrameType.OPERATOR.code(),
          FrameType.POLICY.code(),
          FrameType.TAG.code());

  private final Journal journal;
  private final RecordingsDatabase database;
  private final List<String> faults;

  private LocalRecordings(Journal journal, RecordingsDatabase database, List<String> faults) {
    this.journal = journal;
    this.database = database;
    this.faults = faults;
  }

  /**
   * Opens the store, or makes one: cuts what a crash left unfinished, brings the database up to
   * date, and closes sessions that were left open.
   *
   * @throws RecordingException if another process has it, or the journal cannot be read or written
   */
  public static LocalRecordings open(StoreConfig config) {
    Closeable lock = Journal.lock(config);
    Optional<RecordingsDatabase> opened = Optional.empty();
    try {
      RecordingsDatabase database = RecordingsDatabase.open(config.data(), config.clock());
      opened = Optional.of(database);
      Journal journal = Journal.open(config, lock, database.seenSequence());
      LocalRecordings recordings = new LocalRecordings(journal, database, database.start(journal));
      recordings.begin();
      return recordings;
    } catch (RuntimeException e) {
      opened.ifPresent(RecordingsDatabase::close);
      release(lock);
      throw e;
    }
  }

  private static void release(Closeable lock) {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.debug("Releasing the journal's lock failed", e);
    }
  }

  private void begin() {
    Map<SessionId, SessionHead> heads;
    try {
      heads = database.openHeads();
    } catch (RecordingException e) {
      LOG.warn("Reading the whole journal, because the database cannot tell open sessions", e);
      heads = OpenSessions.scan(journal);
    }
    journal.start(heads, database::knows, database.recentOwnership()::durable);
    List<Receipt> receipts = new ArrayList<>();
    heads.forEach(
        (session, head) -> {
          if (!session.equals(SessionId.SYSTEM)) {
            receipts.add(
                journal.append(
                    FrameDraft.ofSession(
                        session,
                        new FrameBody.Gap(
                            "the gateway stopped without closing the session",
                            journal.lastSequence()))));
            receipts.add(
                journal.append(
                    FrameDraft.ofSession(
                        session, new FrameBody.SessionClosed("gap", head.sequence() + 2))));
          }
        });
    try {
      receipts.forEach(Receipt::await);
      finishErasures();
    } catch (RecordingException e) {
      LOG.warn("The store was opened but cannot write yet: {}", e.getMessage());
    }
  }

  private void finishErasures() {
    List<Long> unfinished = database.unfinishedErasures();
    if (!unfinished.isEmpty()) {
      LOG.info("Finishing {} erasures", unfinished.size());
      journal.erasePayloads(unfinished);
      database.payloadsErased(unfinished);
    }
  }

  @Override
  public Recorder recorder() {
    return journal;
  }

  @Override
  public StoreHealth health() {
    return journal.health();
  }

  @Override
  public FrameFeed feed(long fromSequence) {
    return journal.feed(fromSequence);
  }

  @Override
  public long lastSequence() {
    return journal.lastSequence();
  }

  @Override
  public List<SessionSummary> sessions(int limit) {
    return database.queries().sessions(limit);
  }

  @Override
  public Optional<SessionSummary> session(SessionId id) {
    return database.queries().session(id);
  }

  @Override
  public List<ExchangeSummary> exchanges(SessionId session, int offset, int limit) {
    return database.queries().exchanges(session, offset, limit);
  }

  @Override
  public Optional<ExchangeSummary> exchange(ExchangeId id) {
    return database.queries().exchange(id);
  }

  @Override
  public void frames(SessionId session, long fromSessionSequence, Consumer<Frame> consumer) {
    pages(
        session,
        fromSessionSequence,
        page -> {
          for (long sequence : page) {
            journal.frame(sequence).ifPresent(frame -> consumer.accept(frame.frame()));
          }
        });
  }

  @Override
  public void frameHeads(
      SessionId session, long fromSessionSequence, Consumer<FrameHead> consumer) {
    pages(session, fromSessionSequence, page -> journal.heads(page).forEach(consumer));
  }

  /** Where a session's frames lie; the first page is small, since many readers want no more. */
  private void pages(SessionId session, long fromSessionSequence, Consumer<List<Long>> consumer) {
    long next = fromSessionSequence;
    int size = FIRST_PAGE;
    List<Long> page = database.queries().frameSequences(session, next, size);
    while (!page.isEmpty()) {
      consumer.accept(page);
      if (page.size() < size) {
        return;
      }
      next += page.size();
      size = PAGE;
      page = database.queries().frameSequences(session, next, size);
    }
  }

  @Override
  public Optional<Ownership> ownerOf(Owned owned) {
    return database.queries().ownerOf(owned);
  }

  @Override
  public List<AgentRecord> agents() {
    return database.queries().agents();
  }

  @Override
  public ApprovalRecords approvals() {
    return new ApprovalQueries(database, journal);
  }

  @Override
  public PolicyRecords policyRecords() {
    return new PolicyQueries(database);
  }

  @Override
  public MaskingRecords maskingRecords() {
    return new MaskingQueries(database);
  }

  @Override
  public VerificationReport verify() {
    return journal.verify(faults);
  }

  /** Throws the database away and makes it anew from the journal ({@code doctor --rebuild}). */
  public void rebuild() {
    database.rebuild();
  }

  /**
   * Erases one frame's payload for good and everything derived from it. Its header stays, so the
   * store still verifies; a retention frame says what was erased and why.
   *
   * @throws IllegalArgumentException if there is no such frame, or it has to stay
   */
  public void erase(long sequence, String reason) {
    StoredFrame frame =
        journal
            .frame(sequence)
            .orElseThrow(() -> new IllegalArgumentException("there is no frame " + sequence));
    String type = frame.header().type();
    if (KEPT.contains(type)) {
      throw new IllegalArgumentException(
          "frame " + sequence + " cannot be erased: the store needs its " + type + " frames");
    }
    if (new ApprovalQueries(database, journal).inForce(sequence)) {
      throw new IllegalArgumentException(
          "frame "
              + sequence
              + " cannot be erased yet: the hold or grant it belongs to is still in force");
    }
    if (frame.state() == StoredFrame.PayloadState.ERASED) {
      return;
    }
    journal.record(FrameDraft.system(Tombstone.of(frame.header(), reason)));
    journal.erasePayloads(List.of(sequence));
    database.payloadsErased(List.of(sequence));
  }

  @Override
  public void close() {
    journal.stop();
    database.close();
    journal.close();
  }
}
