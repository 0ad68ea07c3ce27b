package dev.chaperone.ui.fx;

import dev.chaperone.ui.model.UiExecutor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on the toolkit's thread, in order; the only class that calls {@link Platform#runLater}.
 *
 * <p>What arrives while a batch waits joins it, so a burst of work costs one event. A batch that
 * takes long hands the rest to the next event, so that painting and input come in between.
 */
public final class FxExecutor implements UiExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(FxExecutor.class);
  private static final long SLICE_NANOS = 8_000_000;

  private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  @Override
  public void execute(Runnable task) {
    work.add(task);
    schedule();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        Platform.runLater(this::drain);
      } catch (IllegalStateException toolkitGone) {
        // The window is closing: nothing is left to show the work to.
        work.clear();
      }
    }
  }

  private void drain() {
    long end = System.nanoTime() + SLICE_NANOS;
    scheduled.set(false);
    Runnable task = work.poll();
    while (task != null) {
      run(task);
      if (System.nanoTime() - end > 0) {
        break;
      }
      task = work.poll();
    }
    if (!work.isEmpty()) {
      schedule();
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("A task of the window failed", e);
    }
  }
}
