package dev.chaperone.proxy.review;

import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldState;
import java.util.List;

/** How often a statement of the same shape was approved and denied of late. */
record Alike(long approved, long denied) {
  static Alike of(String shape, List<Hold> holds) {
    long approved = 0;
    long denied = 0;
    for (Hold hold : holds) {
      if (hold.request().envelope().fingerprint().equals(shape)) {
        approved += hold.approval().isPresent() ? 1 : 0;
        denied += hold.state() == HoldState.DENIED ? 1 : 0;
      }
    }
    return new Alike(approved, denied);
  }
}
