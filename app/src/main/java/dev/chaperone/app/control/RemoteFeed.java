package dev.chaperone.app.control;

import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.frame.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A feed on a control connection of its own; the owner reads ahead of nobody. */
final class RemoteFeed implements FrameFeed {
  private final ControlClient connection;

  RemoteFeed(ControlClient connection) {
    this.connection = connection;
  }

  @Override
  public List<Frame> next(int max, Duration timeout) {
    List<Frame> frames = new ArrayList<>();
    connection.ask(new Request.Next(max, timeout.toMillis()), Frame.class, frames::add);
    return frames;
  }

  @Override
  public void close() {
    connection.close();
  }
}
