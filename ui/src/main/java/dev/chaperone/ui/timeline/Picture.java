package dev.chaperone.ui.timeline;

import dev.chaperone.ui.model.timeline.Marker;
import dev.chaperone.ui.model.timeline.Timeline;
import dev.chaperone.ui.theme.Palette;
import java.time.Instant;
import java.util.List;

/**
 * What one drawing of the timeline shows; renderers know nothing else.
 *
 * @param slice one sum per bar of {@link Area#BAR} pixels
 * @param whole the same over the whole session
 * @param from first visible time, nanoseconds since the session's first frame
 * @param to last visible time
 * @param position where the shared cursor is
 * @param end time of the session's last frame
 * @param pointer where the mouse is, in pixels; negative if elsewhere
 * @param start wall clock of the first frame
 */
record Picture(
    Palette palette,
    Timeline.Slice slice,
    Timeline.Slice whole,
    long from,
    long to,
    long position,
    long end,
    double pointer,
    boolean absoluteTime,
    Instant start,
    List<Marker> markers) {

  double xOf(long time, Area area) {
    return area.left() + (double) (time - from) / Math.max(1, to - from) * area.plotWidth();
  }
}
