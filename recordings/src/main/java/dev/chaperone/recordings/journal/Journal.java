package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.Receipt;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.VerificationReport;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.SessionId;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append-only truth of a store: takes frames in, makes them durable, and reads them back. After
 * {@link #open} it can be read; after {@link #start} also written.
 */
public final class Journal implements FrameSource, Recorder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final StoreConfig config;
  private final Closeable lock;
  private final JournalRecovery.Found found;
  private final JournalReader reader;
  private final Tail tail;
  private final WriteQueue queue;
  private final SegmentWriter segments;
  private final Intake intake;
  private Optional<Writing> writing = Optional.empty();

  private record Writing(
      JournalWriter writer, Chains chains, Predicate<SessionId> earlier, Thread thread) {}

  private Journal(StoreConfig config, Closeable lock, JournalRecovery.Found found) {
    this.config = config;
    this.lock = lock;
    this.found = found;
    this.reader = new JournalReader(config.journal(), found.catalogue());
    this.tail = new Tail(found.lastSequence());
    this.queue = new WriteQueue(config.queueBytes());
    this.segments =
        new SegmentWriter(
            config.journal(), found, config.clock(), config.random(), config.segmentBytes());
    this.intake = new Intake(config, queue);
  }

  /** Takes the journal for this process; {@link #close} gives it back. */
  public static Closeable lock(StoreConfig config) {
    try {
      return config.journal().lock();
    } catch (IOException e) {
      throw StorageFault.of(config.journal().describe(), e);
    }
  }

  /**
   * Finds out what the journal holds.
   *
   * @param lock as {@link #lock} gave it
   * @param durableThrough a sequence known to have been durable, 0 if nothing is known
   */
  public static Journal open(StoreConfig config, Closeable lock, long durableThrough) {
    try {
      return new Journal(
          config, lock, new JournalRecovery(config.journal(), durableThrough).recover());
    } catch (IOException e) {
      throw StorageFault.of(config.journal().describe(), e);
    }
  }

  /**
   * Starts the writer.
   *
   * @param heads the chains of the sessions that are open
   * @param earlier whether a session is known that is not among them; such a one is closed
   * @param durable told of frames when they are durable, before their receipts complete
   */
  public void start(
      Map<SessionId, SessionHead> heads,
      Predicate<SessionId> earlier,
      Consumer<List<StoredFrame>> durable) {
    Chains chains = new Chains(found.lastSequence(), heads);
    Checkpoints checkpoints =
        new Checkpoints(config.clock(), config.checkpointInterval(), config.checkpointFrames());
    JournalWriter writer =
        new JournalWriter(
            config.journal(),
            queue,
            chains,
            segments,
            checkpoints,
            intake::seal,
            durable.andThen(tail::publish));
    // A platform thread of its own: forcing blocks, and nobody may interrupt it.
    Thread thread = Thread.ofPlatform().name("chaperone-journal").daemon(true).unstarted(writer);
    writing = Optional.of(new Writing(writer, chains, earlier, thread));
    thread.start();
  }

  @Override
  public Receipt append(FrameDraft draft) {
    Writing now = started();
    SessionId session = draft.session();
    // Asked again at the end: a session begun just now may have reached the database in between.
    if (!now.chains.knows(session) && now.earlier.test(session) && !now.chains.knows(session)) {
      throw new RecordingException(
          RecordingException.Code.CLOSED, "Session " + session + " is closed: open a new one.");
    }
    return intake.accept(draft);
  }

  private Writing started() {
    return writing.orElseThrow(() -> new IllegalStateException("the journal is not started"));
  }

  public StoreHealth health() {
    StoreHealth health = started().writer.health();
    return health.writable() ? intake.health() : health;
  }

  @Override
  public long lastSequence() {
    return tail.lastSequence();
  }

  @Override
  public List<StoredFrame> read(long from, int maxFrames, long maxWeight) {
    return tail.from(from, maxFrames).orElseGet(() -> reader.read(from, maxFrames, maxWeight));
  }

  @Override
  public List<StoredFrame> readWithoutChunks(long from, int maxFrames, long maxWeight) {
    return tail.from(from, maxFrames)
        .orElseGet(() -> reader.readWithoutChunks(from, maxFrames, maxWeight));
  }

  /** Frames by ascending sequence, without pieces of bodies. */
  public List<FrameHead> heads(List<Long> sequences) {
    return reader.heads(sequences);
  }

  @Override
  public Optional<StoredFrame> frame(long sequence) {
    return reader.frame(sequence);
  }

  @Override
  public boolean awaitSequence(long sequence, Duration timeout) throws InterruptedException {
    return tail.awaitSequence(sequence, timeout);
  }

  public FrameFeed feed(long fromSequence) {
    return new JournalFeed(this, fromSequence);
  }

  /**
   * Checks everything up to the last frame that is durable now.
   *
   * @param known faults found elsewhere, to report as well
   */
  public VerificationReport verify(List<String> known) {
    List<String> all = new ArrayList<>(known);
    all.addAll(found.faults());
    return new Verifier(config.journal(), found.catalogue(), tail.lastSequence()).verify(all);
  }

  /** Takes payloads out of their segments for good; those already gone are passed over. */
  public synchronized void erasePayloads(List<Long> sequences) {
    segments.seal();
    try {
      new Eraser(config.journal(), found.catalogue(), reader).erase(sequences);
    } catch (IOException e) {
      throw StorageFault.of(config.journal().describe(), e);
    } finally {
      tail.forget();
    }
  }

  /** Writes what is on its way and ends the writer; reading goes on until {@link #close}. */
  public void stop() {
    queue.close();
    boolean interrupted = false;
    while (writing.isPresent() && writing.get().thread.isAlive()) {
      try {
        writing.get().thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    segments.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    tail.close();
    try {
      lock.close();
    } catch (IOException e) {
      LOG.debug("Releasing the journal's lock failed", e);
    }
  }
}
