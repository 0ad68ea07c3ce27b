package dev.chaperone.app.connect;

import dev.chaperone.console.Console;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import java.time.Duration;

/** Waits until an agent's first request is recorded. */
public final class FirstRequest {
  private static final int BATCH = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private FirstRequest() {}

  /** From this sequence on; returns the request as it was received. */
  public static FrameBody.Received await(Console console, String agent, long fromSequence)
      throws InterruptedException {
    try (FrameFeed feed = console.feed(fromSequence)) {
      while (true) {
        for (Frame frame : feed.next(BATCH, PATIENCE)) {
          if (frame.body().orElse(null) instanceof FrameBody.Received received
              && received.identity().agent().equals(agent)) {
            return received;
          }
        }
      }
    }
  }
}
