package dev.chaperone.ui.model.timeline;

/** A place on the timeline worth going to. */
public record Marker(long time, long frame, Kind kind, String text) {
  /** Why it is worth going to. */
  public enum Kind {
    ERROR,
    GAP,
    HIT,
    NOTE
  }
}
