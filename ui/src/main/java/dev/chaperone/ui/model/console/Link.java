package dev.chaperone.ui.model.console;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.HeadFeed;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.session.FrameFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Pulls frames over one connection after the other and gathers them into batches. The next batch
 * waits until the views have taken the last one in, so nothing piles up before a slow window; the
 * feed itself waits in the journal.
 */
final class Link {
  static final Duration BATCH_EVERY = Duration.ofMillis(100);
  static final Duration STATUS_EVERY = Duration.ofSeconds(2);

  private static final int PULL = 512;
  private static final int BATCH_MOST = 4_000;

  private final ModelContext context;
  private final Listener listener;
  private final Semaphore views = new Semaphore(1);
  private final List<FrameFact> gathered = new ArrayList<>();
  private @Nullable Console console;
  private @Nullable HeadFeed feed;
  private long nextSequence;
  private Instant nextStatus = Instant.MIN;
  private Instant nextBatch = Instant.MIN;

  /** Called on the views' thread. */
  interface Listener {
    void status(StatusView now);

    void frames(FrameBatch batch);
  }

  Link(ModelContext context, Listener listener) {
    this.context = context;
    this.listener = listener;
  }

  void begin(Console newConsole) {
    console = newConsole;
    ConsoleStatus status = askStatus(newConsole);
    if (nextSequence == 0) {
      nextSequence = status.lastSequence() + 1;
    }
    feed = newConsole.headFeed(nextSequence);
  }

  /** Waits for frames a moment, and hands on what is due. */
  void step() throws InterruptedException {
    if (feed == null || console == null) {
      throw new IllegalStateException("a link steps between begin and end");
    }
    if (!context.clock().instant().isBefore(nextStatus)) {
      askStatus(console);
    }
    for (FrameHead head : feed.next(PULL, patience())) {
      gathered.add(FrameFact.of(head));
      nextSequence = head.sequence() + 1;
    }
    handOn();
  }

  private Duration patience() {
    if (gathered.isEmpty()) {
      return BATCH_EVERY.multipliedBy(5);
    }
    Duration left = Duration.between(context.clock().instant(), nextBatch);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void handOn() throws InterruptedException {
    Instant now = context.clock().instant();
    if (gathered.isEmpty() || now.isBefore(nextBatch) && gathered.size() < BATCH_MOST) {
      return;
    }
    if (gathered.size() >= BATCH_MOST) {
      views.acquire();
    } else if (!views.tryAcquire()) {
      nextBatch = now.plus(BATCH_EVERY);
      return;
    }
    FrameBatch batch = batch();
    nextBatch = now.plus(BATCH_EVERY);
    context
        .ui()
        .execute(
            () -> {
              try {
                listener.frames(batch);
              } finally {
                views.release();
              }
            });
  }

  private FrameBatch batch() {
    Set<SessionId> sessions = new LinkedHashSet<>();
    gathered.forEach(fact -> sessions.add(fact.session()));
    FrameBatch batch = new FrameBatch(List.copyOf(gathered), Set.copyOf(sessions));
    gathered.clear();
    return batch;
  }

  private ConsoleStatus askStatus(Console asked) {
    nextStatus = context.clock().instant().plus(STATUS_EVERY);
    ConsoleStatus status = asked.status();
    StatusView view = view(status);
    context.ui().execute(() -> listener.status(view));
    return status;
  }

  private static StatusView view(ConsoleStatus status) {
    Optional<GatewayStatus> gateway = status.gateway();
    StatusView.Recording recording =
        !status.store().writable()
            ? StatusView.Recording.REFUSING
            : gateway.isPresent()
                ? StatusView.Recording.RECORDING
                : StatusView.Recording.NO_GATEWAY;
    return new StatusView(
        gateway.map(GatewayStatus::http).orElse(""),
        gateway.map(GatewayStatus::https).orElse(""),
        gateway.map(GatewayStatus::upstream).orElse(""),
        gateway.map(GatewayStatus::credentials).orElse(""),
        status.gatewayProblem(),
        StatusView.UNKNOWN.policyMode(),
        recording,
        status.store().message(),
        status.operatorUnprotected(),
        status.data().toString(),
        status.pid(),
        status.lastSequence());
  }

  /** The connection is over; the next one goes on after the last frame seen. */
  void end() {
    if (feed != null) {
      feed.close();
    }
    feed = null;
    console = null;
    nextStatus = Instant.MIN;
  }
}
