package dev.chaperone.googlesql.sandbox.engine;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds the warehouse as it is now, and lets one writer at a time put another in its place.
 *
 * <p>A reader takes one moment's warehouse and keeps to it, so it sees a write whole or not at all.
 */
final class Storage {
  // Fair: writers are served in the order they came.
  private final ReentrantLock writing = new ReentrantLock(true);
  private volatile Warehouse current;

  Storage(Warehouse first) {
    this.current = first;
  }

  Warehouse now() {
    return current;
  }

  /** Waits until no other writer is at work. */
  void exclusively(Runnable work) {
    writing.lock();
    try {
      work.run();
    } finally {
      writing.unlock();
    }
  }

  /** Only for the writer at work, whose change started from what is there. */
  @SuppressWarnings("ReferenceEquality")
  void commit(Warehouse before, Warehouse after) {
    if (!writing.isHeldByCurrentThread() || current != before) {
      throw new IllegalStateException("a write that did not wait for its turn");
    }
    current = after;
  }
}
