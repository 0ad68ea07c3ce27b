package dev.chaperone.app.control;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A console that logged in over the console port, with the feeds it let in: they end with it. */
final class PortSession implements Standing, AutoCloseable {
  private static final int MOST_FEEDS = 8;

  private final Console console;
  private final BooleanSupplier admitted;
  private final Tickets tickets;
  private final Set<Closeable> feeds = new HashSet<>();
  private boolean over;

  PortSession(Console console, BooleanSupplier admitted, Tickets tickets) {
    this.console = console;
    this.admitted = admitted;
    this.tickets = tickets;
  }

  Console console() {
    return console;
  }

  @Override
  public synchronized boolean isAdmitted() {
    return !over && admitted.getAsBoolean();
  }

  @Override
  public void require(Request request) {}

  @Override
  public synchronized String ticket() {
    if (over || feeds.size() >= MOST_FEEDS) {
      throw new ConsoleException(ConsoleException.Code.INVALID, "no more feeds for this console");
    }
    return tickets.issue(this);
  }

  /** Takes a feed's connection in, to be cut when this session is over; false if it is already. */
  synchronized boolean join(Closeable feed) {
    return !over && feeds.size() < MOST_FEEDS && feeds.add(feed);
  }

  synchronized void leave(Closeable feed) {
    feeds.remove(feed);
  }

  /** For a connection that joined. */
  Standing feedStanding() {
    return new Standing() {
      @Override
      public boolean isAdmitted() {
        return PortSession.this.isAdmitted();
      }

      @Override
      public void require(Request request) {
        if (!(request instanceof Request.Feed
            || request instanceof Request.HeadFeed
            || request instanceof Request.Next)) {
          throw new ConsoleException(
              ConsoleException.Code.INVALID, "this connection was let in as a feed");
        }
      }

      @Override
      public String ticket() {
        throw new ConsoleException(ConsoleException.Code.INVALID, "feeds let nobody in");
      }
    };
  }

  @Override
  public void close() {
    tickets.revoke(this);
    synchronized (this) {
      over = true;
      for (Closeable feed : feeds) {
        cut(feed);
      }
      feeds.clear();
    }
    console.close();
  }

  private static void cut(Closeable feed) {
    try {
      feed.close();
    } catch (IOException e) {
      // It is given up either way.
    }
  }
}
