package dev.chaperone.console;

import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.frame.FrameHead;
import java.time.Duration;
import java.util.List;

/** A {@link FrameFeed} without the bytes of requests and answers. One thread at a time. */
public interface HeadFeed extends AutoCloseable {

  /** The next durable frames in sequence order, at most {@code max}; empty if none came in time. */
  List<FrameHead> next(int max, Duration timeout) throws InterruptedException;

  @Override
  void close();

  static HeadFeed over(FrameFeed feed) {
    return new HeadFeed() {
      @Override
      public List<FrameHead> next(int max, Duration timeout) throws InterruptedException {
        return feed.next(max, timeout).stream().map(FrameHead::of).toList();
      }

      @Override
      public void close() {
        feed.close();
      }
    };
  }
}
