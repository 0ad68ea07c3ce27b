package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.RecordingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Frames on their way to the writer, bounded in bytes; whoever finds it full waits. */
final class WriteQueue {
  private final long capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final ArrayDeque<PendingFrame> frames = new ArrayDeque<>();
  private long weight;
  private boolean closed;

  WriteQueue(long capacity) {
    this.capacity = capacity;
  }

  void put(PendingFrame frame) {
    lock.lock();
    try {
      while (!closed && weight > 0 && weight + frame.weight() > capacity) {
        drained.awaitUninterruptibly();
      }
      if (closed) {
        throw new RecordingException(
            RecordingException.Code.CLOSED, "The recordings store is closed.");
      }
      frames.add(frame);
      weight += frame.weight();
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * All that has arrived, up to these limits; waits if there is nothing.
   *
   * @return empty when the time is over or the queue is closed
   */
  List<PendingFrame> take(int maxFrames, long maxWeight, long waitNanos) {
    lock.lock();
    try {
      long left = waitNanos;
      while (frames.isEmpty() && !closed && left > 0) {
        try {
          left = filled.awaitNanos(left);
        } catch (InterruptedException e) {
          // nobody interrupts the writer; if somebody does, it goes on
        }
      }
      List<PendingFrame> taken = new ArrayList<>();
      long takenWeight = 0;
      while (!frames.isEmpty()
          && taken.size() < maxFrames
          && (taken.isEmpty() || takenWeight + frames.element().weight() <= maxWeight)) {
        PendingFrame frame = frames.remove();
        takenWeight += frame.weight();
        taken.add(frame);
      }
      weight -= takenWeight;
      drained.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  long weight() {
    lock.lock();
    try {
      return weight;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean finished() {
    lock.lock();
    try {
      return closed && frames.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
