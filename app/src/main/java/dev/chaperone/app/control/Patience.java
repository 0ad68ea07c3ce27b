package dev.chaperone.app.control;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes a connection on which nothing comes for too long: a process that is stopped keeps its
 * socket open, and its readers would wait for ever.
 */
final class Patience implements AutoCloseable {
  private final Thread watcher;
  private final long limit;
  private volatile long last = System.nanoTime();
  private volatile boolean over;

  Patience(Wire wire, Duration limit) {
    this.limit = limit.toNanos();
    this.watcher =
        Thread.ofVirtual().name("control-patience").unstarted(() -> watch(wire, this.limit));
    watcher.start();
  }

  private void watch(Wire wire, long nanos) {
    long left = nanos;
    while (!over && left > 0) {
      LockSupport.parkNanos(left);
      left = last + nanos - System.nanoTime();
    }
    if (!over) {
      wire.close();
    }
  }

  /** Something came. */
  void progress() {
    last = System.nanoTime();
  }

  @Override
  public void close() {
    over = true;
    LockSupport.unpark(watcher);
  }
}
