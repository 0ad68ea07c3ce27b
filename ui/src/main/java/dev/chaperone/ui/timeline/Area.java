package dev.chaperone.ui.timeline;

import dev.chaperone.ui.model.timeline.Lane;

/** The canvas' size, and where the parts of the timeline lie on it. */
record Area(double width, double height) {
  /** Pixels a bar takes, its gap included. */
  static final double BAR = 4;

  private static final double LABELS = 136;
  private static final double RIGHT = 16;
  private static final double AXIS = 20;
  private static final double MAP = 18;
  private static final double MAP_GAP = 5;
  private static final double BOTTOM = 6;

  double left() {
    return LABELS;
  }

  double plotWidth() {
    return Math.max(BAR, width - LABELS - RIGHT);
  }

  int bars() {
    return Math.max(1, (int) (plotWidth() / BAR));
  }

  /** Height of the time labels at the top. */
  double axis() {
    return AXIS;
  }

  double laneTop(Lane lane) {
    return AXIS + lane.ordinal() * laneHeight();
  }

  /** Where the lanes end. */
  double plotBottom() {
    return mapTop() - MAP_GAP;
  }

  /** The strip with the whole session. */
  double mapTop() {
    return height - MAP - BOTTOM;
  }

  double mapHeight() {
    return MAP;
  }

  double laneHeight() {
    return Math.max(4, (plotBottom() - AXIS) / Lane.values().length);
  }
}
