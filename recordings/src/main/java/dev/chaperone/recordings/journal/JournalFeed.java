package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Frame;
import java.time.Duration;
import java.util.List;

/** One consumer's place in the journal: near the end it is served from memory, else from files. */
final class JournalFeed implements FrameFeed {
  private static final long MAX_WEIGHT = 16L << 20;

  private final FrameSource source;
  private long next;
  private boolean closed;

  JournalFeed(FrameSource source, long fromSequence) {
    this.source = source;
    this.next = Math.max(1, fromSequence);
  }

  @Override
  public List<Frame> next(int max, Duration timeout) throws InterruptedException {
    if (closed) {
      throw new RecordingException(RecordingException.Code.CLOSED, "This feed is closed.");
    }
    if (!source.awaitSequence(next, timeout)) {
      return List.of();
    }
    List<StoredFrame> frames = source.read(next, max, MAX_WEIGHT);
    if (frames.isEmpty()) {
      next = source.lastSequence() + 1; // the rest of the journal is damaged
      return List.of();
    }
    next = frames.getLast().sequence() + 1;
    return frames.stream().map(StoredFrame::frame).toList();
  }

  @Override
  public void close() {
    closed = true;
  }
}
