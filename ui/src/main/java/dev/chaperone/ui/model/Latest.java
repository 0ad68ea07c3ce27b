package dev.chaperone.ui.model;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Runs one piece of background work at a time for whoever asks: a newer request makes the older one
 * stale, and nothing stale reaches the views.
 */
public final class Latest {
  private final ModelContext context;
  private final AtomicReference<Ticket> current = new AtomicReference<>(new Ticket());

  public Latest(ModelContext context) {
    this.context = context;
  }

  /** Work that looks at its ticket now and then, and may show something before it is done. */
  @FunctionalInterface
  public interface Work {
    void run(Ticket ticket);
  }

  /** Whether a request is still wanted. */
  public static final class Ticket {
    private volatile boolean stale;

    private Ticket() {}

    public boolean isStale() {
      return stale;
    }

    /** Ends work that nobody wants any more, from wherever it is. */
    public void check() {
      if (stale) {
        throw new StaleException();
      }
    }
  }

  /** Leaves stale work; only {@link Latest} catches it. */
  private static final class StaleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleException() {
      super("nobody wants this any more", null, false, false);
    }
  }

  /** Starts work in the background; a failure other than being stale goes to the views' thread. */
  public void run(Work work, Consumer<RuntimeException> failed) {
    Ticket ticket = new Ticket();
    current.getAndSet(ticket).stale = true;
    context.background().execute(() -> run(ticket, work, failed));
  }

  private void run(Ticket ticket, Work work, Consumer<RuntimeException> failed) {
    if (ticket.isStale()) {
      return;
    }
    try {
      work.run(ticket);
    } catch (StaleException e) {
      // what it found is not wanted
    } catch (RuntimeException e) {
      show(ticket, () -> failed.accept(e));
    }
  }

  /** Changes what views show, unless the ticket has become stale until then. */
  public void show(Ticket ticket, Runnable change) {
    context
        .ui()
        .execute(
            () -> {
              if (!ticket.isStale()) {
                change.run();
              }
            });
  }

  public void cancel() {
    current.getAndSet(new Ticket()).stale = true;
  }
}
