package dev.chaperone.ui.model;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Runs background work of which only the newest is wanted: a newer request makes the older one
 * stale, nothing stale reaches the views, and the newer one waits until the older has noticed, so
 * that hasty readers never start more than one piece of work at a time.
 */
public final class Latest {
  private static final Runnable NOTHING = () -> {};

  private final ModelContext context;
  private final AtomicReference<Ticket> current = new AtomicReference<>(new Ticket());
  private final Object turn = new Object();
  private boolean busy;
  private Runnable waiting = NOTHING;

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

  /** Starts work in the background; a failure goes to the views' thread unless it is stale. */
  public void run(Work work, Consumer<RuntimeException> failed) {
    Ticket ticket = new Ticket();
    current.getAndSet(ticket).stale = true;
    synchronized (turn) {
      waiting = () -> attempt(ticket, work, failed);
      if (busy) {
        return;
      }
      busy = true;
    }
    context.background().execute(this::drain);
  }

  private void drain() {
    while (true) {
      Runnable next;
      synchronized (turn) {
        next = waiting;
        waiting = NOTHING;
        if (next == NOTHING) {
          busy = false;
          return;
        }
      }
      next.run();
    }
  }

  private void attempt(Ticket ticket, Work work, Consumer<RuntimeException> failed) {
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
