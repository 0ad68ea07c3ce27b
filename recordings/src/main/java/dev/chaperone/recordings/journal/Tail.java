package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.RecordingException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The newest durable frames in memory, and the place where their consumers wait for more. */
public final class Tail {
  private static final int MAX_FRAMES = 8_192;
  private static final long MAX_WEIGHT = 16L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final ArrayDeque<StoredFrame> frames = new ArrayDeque<>();
  private long weight;
  private volatile long lastSequence;
  private boolean closed;

  Tail(long lastSequence) {
    this.lastSequence = lastSequence;
  }

  public long lastSequence() {
    return lastSequence;
  }

  void publish(List<StoredFrame> durable) {
    lock.lock();
    try {
      for (StoredFrame frame : durable) {
        frames.add(frame);
        weight += frame.weight();
      }
      while (frames.size() > MAX_FRAMES || (weight > MAX_WEIGHT && frames.size() > 1)) {
        weight -= frames.remove().weight();
      }
      lastSequence = durable.getLast().sequence();
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Frames from this sequence on; empty if it is not in memory any more. */
  Optional<List<StoredFrame>> from(long sequence, int maxFrames) {
    lock.lock();
    try {
      if (frames.isEmpty() || frames.getFirst().sequence() > sequence) {
        return Optional.empty();
      }
      long skip = sequence - frames.getFirst().sequence();
      List<StoredFrame> found = new ArrayList<>();
      for (StoredFrame frame : frames) {
        if (skip-- <= 0 && found.size() < maxFrames) {
          found.add(frame);
        }
      }
      return Optional.of(found);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the frame with this sequence is durable.
   *
   * @return false if the time ran out
   * @throws RecordingException if the store was closed
   */
  public boolean awaitSequence(long sequence, Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      while (lastSequence < sequence) {
        if (closed) {
          throw new RecordingException(
              RecordingException.Code.CLOSED, "The recordings store is closed.");
        }
        if (left <= 0) {
          return false;
        }
        left = grown.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void forget() {
    lock.lock();
    try {
      frames.clear();
      weight = 0;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
