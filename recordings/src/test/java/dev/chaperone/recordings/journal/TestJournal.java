package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.storage.CrashingStorage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A journal on storage that can lose power, without a database: for thousands of restarts. */
public final class TestJournal implements AutoCloseable {
  private final Journal journal;

  private TestJournal(Journal journal) {
    this.journal = journal;
  }

  /**
   * Opens it, and ends the sessions that a crash left open, as a store does.
   *
   * @throws RecordingException if power fails meanwhile
   */
  public static TestJournal open(CrashingStorage storage, Clock clock, long seed) {
    StoreConfig config =
        StoreConfig.of(Path.of("unused"), clock)
            .withJournal(storage)
            .withSizes(20_000, 1 << 20, 0)
            .withCheckpoints(Duration.ofHours(1), 1_000_000)
            .withSources(() -> 0, new Random(seed));
    Journal journal = Journal.open(config, Journal.lock(config), 0);
    var heads = OpenSessions.scan(journal);
    journal.start(heads, session -> false, frames -> {});
    try {
      for (SessionId session : heads.keySet()) {
        if (!session.equals(SessionId.SYSTEM)) {
          journal.record(FrameDraft.ofSession(session, new FrameBody.SessionClosed("gap", 0)));
        }
      }
    } catch (RecordingException e) {
      journal.close();
      throw e;
    }
    return new TestJournal(journal);
  }

  public Recorder recorder() {
    return journal;
  }

  /** Every durable frame, in order. */
  public List<Frame> frames() {
    List<Frame> all = new ArrayList<>();
    List<StoredFrame> batch = journal.read(1, 1_000, Long.MAX_VALUE);
    while (!batch.isEmpty()) {
      batch.forEach(frame -> all.add(frame.frame()));
      batch = journal.read(batch.getLast().sequence() + 1, 1_000, Long.MAX_VALUE);
    }
    return all;
  }

  @Override
  public void close() {
    journal.close();
  }
}
