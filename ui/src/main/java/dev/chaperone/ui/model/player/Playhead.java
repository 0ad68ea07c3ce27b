package dev.chaperone.ui.model.player;

import dev.chaperone.ui.model.session.SessionModel;

/** Where playing gets to in so much time, with idle gaps cut to a limit. */
final class Playhead {
  private final SessionModel session;
  private final long idleLimit;

  Playhead(SessionModel session, long idleLimit) {
    this.session = session;
    this.idleLimit = idleLimit;
  }

  /** Times and amount in nanoseconds of the recording; never beyond the last frame. */
  long advance(long from, long amount, boolean skipIdle) {
    int frames = session.frameCount();
    if (frames == 0) {
      return 0;
    }
    long end = session.timeOf(frames);
    if (!skipIdle) {
      return Math.min(end, from + amount);
    }
    long position = from;
    long left = amount;
    int frame = session.frameAt(position);
    while (position < end) {
      long here = session.timeOf(frame);
      long next = session.timeOf(frame + 1);
      boolean idle = next - here > idleLimit;
      long stop = idle ? Math.max(position, here + idleLimit) : next;
      if (stop - position > left) {
        return position + left;
      }
      left -= stop - position;
      position = next;
      frame++;
    }
    return end;
  }
}
