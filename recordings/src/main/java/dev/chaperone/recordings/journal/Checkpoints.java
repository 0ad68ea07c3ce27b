package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Decides when the writer states the store's chain head: after a session's end, so many frames, or
 * so much time with frames in it. Used by the writer alone.
 */
final class Checkpoints {
  private static final long IDLE_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Clock clock;
  private final Duration interval;
  private final int frameInterval;
  private long framesSince;
  private Instant firstSince = Instant.EPOCH;
  private boolean sessionEnded;
  private boolean lastFailed;

  Checkpoints(Clock clock, Duration interval, int frameInterval) {
    this.clock = clock;
    this.interval = interval;
    this.frameInterval = frameInterval;
  }

  /** Whether frames were written that no checkpoint covers. */
  boolean pending() {
    return framesSince > 0;
  }

  boolean due() {
    return pending()
        && (sessionEnded
            || framesSince >= frameInterval
            || !clock.instant().isBefore(firstSince.plus(interval)));
  }

  long nanosUntilDue() {
    if (!pending()) {
      return IDLE_NANOS;
    }
    if (due()) {
      return lastFailed ? RETRY_NANOS : 0;
    }
    return Math.max(1, Duration.between(clock.instant(), firstSince.plus(interval)).toNanos());
  }

  FrameDraft draft(long lastSequence, Digest chainHead) {
    return FrameDraft.system(
        new FrameBody.Checkpoint(lastSequence, chainHead.hex(), clock.instant(), "", ""));
  }

  void written(List<Chains.Placed> placed) {
    lastFailed = false;
    for (Chains.Placed p : placed) {
      FrameBody body = p.frame().draft().body();
      if (body instanceof FrameBody.Checkpoint) {
        framesSince = 0; // it comes first in its block: what follows counts again
        sessionEnded = false;
        continue;
      }
      if (framesSince++ == 0) {
        firstSince = clock.instant();
      }
      sessionEnded |= body instanceof FrameBody.SessionClosed;
    }
  }

  void failed() {
    lastFailed = true;
  }
}
