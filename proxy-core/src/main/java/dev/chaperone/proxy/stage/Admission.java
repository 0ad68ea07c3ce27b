package dev.chaperone.proxy.stage;

import dev.chaperone.recordings.frame.Identity;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds how many requests are under way, in all and for one identity, so that one agent cannot
 * take the gateway from the others. Safe for many threads.
 */
public final class Admission {
  private final int total;
  private final int perIdentity;
  private final Map<Identity, Integer> underWay = new HashMap<>();
  private int all;

  public Admission(int total, int perIdentity) {
    this.total = total;
    this.perIdentity = perIdentity;
  }

  /**
   * Takes a place.
   *
   * @throws Refusal 429, which clients try again later, if there is none
   */
  void enter(Identity identity) {
    synchronized (underWay) {
      int own = underWay.getOrDefault(identity, 0);
      if (all >= total || own >= perIdentity) {
        throw new Refusal(
            "too-many-requests",
            429,
            "rateLimitExceeded",
            own >= perIdentity
                ? "This agent has " + own + " requests under way at Chaperone. Try again later."
                : "Chaperone has " + all + " requests under way. Try again later.");
      }
      all++;
      underWay.put(identity, own + 1);
    }
  }

  void leave(Identity identity) {
    synchronized (underWay) {
      all--;
      underWay.computeIfPresent(identity, (i, n) -> n > 1 ? n - 1 : null);
    }
  }
}
