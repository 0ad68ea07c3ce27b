package dev.chaperone.proxy.stage;

import dev.chaperone.recordings.frame.Identity;
import java.util.HashMap;
import java.util.Map;

/**
 * Shares out the memory for large bodies. A body may arrive as slowly as its sender likes, so no
 * identity gets more than half of the places. Safe for many threads.
 */
final class LargeBodies {
  private final int places;
  private final int perIdentity;
  private final Map<Identity, Integer> taken = new HashMap<>();
  private int all;

  LargeBodies(int places) {
    this.places = Math.max(1, places);
    this.perIdentity = Math.max(1, this.places / 2);
  }

  synchronized boolean tryEnter(Identity identity) {
    int own = taken.getOrDefault(identity, 0);
    if (all >= places || own >= perIdentity) {
      return false;
    }
    all++;
    taken.put(identity, own + 1);
    return true;
  }

  synchronized void leave(Identity identity) {
    all--;
    taken.computeIfPresent(identity, (i, n) -> n > 1 ? n - 1 : null);
  }
}
