package dev.chaperone.ui.model.timeline;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Which part of a timeline is seen: zoom keeps the time under the pointer, panning stops following.
 */
public final class TimelineView {
  private final ReadOnlyLongWrapper from = new ReadOnlyLongWrapper();
  private final ReadOnlyLongWrapper to = new ReadOnlyLongWrapper(1_000_000_000L);
  private final BooleanProperty absoluteTime = new SimpleBooleanProperty();
  private final ObservableList<Marker> markers = FXCollections.observableArrayList();

  /** First visible time, in nanoseconds since the session's first frame. */
  public ReadOnlyLongProperty fromProperty() {
    return from.getReadOnlyProperty();
  }

  public ReadOnlyLongProperty toProperty() {
    return to.getReadOnlyProperty();
  }

  /** Wall-clock labels instead of time since the start. */
  public BooleanProperty absoluteTimeProperty() {
    return absoluteTime;
  }

  /** In order of time. */
  public ObservableList<Marker> markers() {
    return markers;
  }

  /** The session has grown (or another one is shown); the whole stays visible if it was. */
  public void setEnd(long end) {}

  /** Factor over 1 shows less; the time under {@code x} of {@code width} stays there. */
  public void zoom(double factor, double x, double width) {}

  public void pan(double pixels, double width) {}

  public void showAll() {}

  /** Moves as little as needed so that the time is visible. */
  public void reveal(long time) {}

  public long timeAt(double x, double width) {
    return 0;
  }

  public double xOf(long time, double width) {
    return 0;
  }
}
