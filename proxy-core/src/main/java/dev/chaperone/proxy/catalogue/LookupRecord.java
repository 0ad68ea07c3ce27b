package dev.chaperone.proxy.catalogue;

import dev.chaperone.recordings.frame.FrameBody;

/**
 * Told of each look-up before it is sent, so that it is on record (P2); returns once durable.
 *
 * <p>Called by several threads at once.
 */
@FunctionalInterface
public interface LookupRecord {
  void record(FrameBody.Upstream lookup);
}
