package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.RecordingException.Code;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all that has arrived, writes it as one block, forces it,
 * completes the receipts, and starts over at once. Nothing interrupts it; it ends when its queue is
 * closed and empty.
 */
final class JournalWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final int MAX_FRAMES = 20_000;
  private static final long MAX_WEIGHT = 8L << 20;

  private final Storage storage;
  private final WriteQueue queue;
  private final Chains chains;
  private final SegmentWriter segments;
  private final Consumer<List<StoredFrame>> publish;
  private final Checkpoints checkpoints;
  private final Function<FrameDraft, PendingFrame> sealer;
  private final Losses losses = new Losses();
  private volatile StoreHealth health = StoreHealth.GOOD;

  JournalWriter(
      Storage storage,
      WriteQueue queue,
      Chains chains,
      SegmentWriter segments,
      Checkpoints checkpoints,
      Function<FrameDraft, PendingFrame> sealer,
      Consumer<List<StoredFrame>> publish) {
    this.storage = storage;
    this.queue = queue;
    this.chains = chains;
    this.segments = segments;
    this.checkpoints = checkpoints;
    this.sealer = sealer;
    this.publish = publish;
  }

  StoreHealth health() {
    return health;
  }

  @Override
  public void run() {
    while (!queue.finished()) {
      List<PendingFrame> taken = queue.take(MAX_FRAMES, MAX_WEIGHT, checkpoints.nanosUntilDue());
      List<PendingFrame> batch = new ArrayList<>(taken.size() + 1);
      if (checkpoints.due()) {
        batch.add(sealer.apply(checkpoints.draft(chains.lastSequence(), segments.chainHead())));
      }
      batch.addAll(losses.gaps(chains, sealer));
      for (PendingFrame frame : taken) {
        if (!losses.refuse(frame)) {
          batch.add(frame);
        }
      }
      record(batch);
    }
    if (checkpoints.pending()) {
      record(List.of(sealer.apply(checkpoints.draft(chains.lastSequence(), segments.chainHead()))));
    }
    segments.close();
  }

  private void record(List<PendingFrame> batch) {
    try {
      Chains.Plan plan = chains.plan(batch);
      for (PendingFrame refused : plan.refused()) {
        refused
            .receipt()
            .fail(
                new RecordingException(
                    Code.CLOSED,
                    "Session " + refused.draft().session() + " is closed: open a new one."));
      }
      if (!plan.placed().isEmpty()) {
        write(plan);
        chains.commit(plan);
        checkpoints.written(plan.placed());
        losses.told();
        health = StoreHealth.GOOD;
        publish.accept(plan.placed().stream().map(Chains.Placed::stored).toList());
        plan.placed().forEach(p -> p.frame().receipt().complete(p.header().sequence()));
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      fail(batch, e);
    }
  }

  private void write(Chains.Plan plan) throws IOException {
    List<EncodedFrame> frames = plan.placed().stream().map(Chains.Placed::encoded).toList();
    long first = plan.placed().getFirst().header().sequence();
    try {
      segments.write(first, frames);
    } catch (IOException e) {
      LOG.warn("Writing a block failed, trying once more in a new segment: {}", e.getMessage());
      Thread.interrupted(); // whoever set it: the second try must not fail for it as well
      segments.abandon();
      segments.write(first, frames);
    }
  }

  private void fail(List<PendingFrame> batch, Throwable cause) {
    RecordingException failure = StorageFault.of(storage.describe(), cause);
    if (health.writable()) {
      LOG.error("Frames could not be recorded: {}", failure.getMessage(), cause);
    }
    segments.abandon();
    health = new StoreHealth(false, String.valueOf(failure.getMessage()));
    losses.lost(batch, failure);
    checkpoints.failed();
    batch.forEach(frame -> frame.receipt().fail(failure));
  }
}
