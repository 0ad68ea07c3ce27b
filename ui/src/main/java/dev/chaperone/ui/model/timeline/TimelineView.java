package dev.chaperone.ui.model.timeline;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Which part of a timeline is seen: zooming keeps the time under the pointer where it is. As long
 * as the whole is seen it stays so while the session grows; a part that was chosen stays chosen.
 */
public final class TimelineView {
  /** Shorter stretches are not shown. */
  public static final long MIN_SPAN = 1_000_000L;

  private static final long EMPTY_SPAN = 1_000_000_000L;

  private final ReadOnlyLongWrapper from = new ReadOnlyLongWrapper();
  private final ReadOnlyLongWrapper to = new ReadOnlyLongWrapper(EMPTY_SPAN);
  private final ReadOnlyBooleanWrapper whole = new ReadOnlyBooleanWrapper(true);
  private final BooleanProperty absoluteTime = new SimpleBooleanProperty();
  private final ObservableList<Marker> markers = FXCollections.observableArrayList();
  private long end;

  /** First visible time, in nanoseconds since the session's first frame. */
  public ReadOnlyLongProperty fromProperty() {
    return from.getReadOnlyProperty();
  }

  /** The time behind the last visible one. */
  public ReadOnlyLongProperty toProperty() {
    return to.getReadOnlyProperty();
  }

  /** The whole session is seen, and will be while it grows. */
  public ReadOnlyBooleanProperty wholeProperty() {
    return whole.getReadOnlyProperty();
  }

  /** Wall-clock labels instead of time since the start. */
  public BooleanProperty absoluteTimeProperty() {
    return absoluteTime;
  }

  /** In order of time. */
  public ObservableList<Marker> markers() {
    return markers;
  }

  /** The session has grown. */
  public void setEnd(long newEnd) {
    end = Math.max(0, newEnd);
    if (whole.get()) {
      showAll();
    } else {
      place(from.get(), span());
    }
  }

  /** Another session. */
  public void reset() {
    end = 0;
    showAll();
  }

  /** A factor over 1 shows less; the time under {@code x} of {@code width} stays there. */
  public void zoom(double factor, double x, double width) {
    if (!(factor > 0) || !(width > 0)) {
      return;
    }
    double share = Math.clamp(x / width, 0, 1);
    double anchor = from.get() + span() * share;
    long newSpan = Math.round(Math.clamp(span() / factor, MIN_SPAN, (double) fullSpan()));
    if (newSpan >= fullSpan()) {
      showAll();
      return;
    }
    whole.set(false);
    place(Math.round(anchor - newSpan * share), newSpan);
  }

  /** Positive shows later times. */
  public void pan(double pixels, double width) {
    if (!whole.get() && width > 0) {
      place(from.get() + Math.round(pixels / width * span()), span());
    }
  }

  public void showAll() {
    whole.set(true);
    set(0, fullSpan());
  }

  /** Moves only if the time is not visible, and then as little as leaves it some room. */
  public void reveal(long time) {
    if (time >= from.get() && time < to.get()) {
      return;
    }
    long margin = span() / 10;
    place(time < from.get() ? time - margin : time + margin - span(), span());
  }

  public long timeAt(double x, double width) {
    return width > 0 ? from.get() + Math.round(x / width * span()) : from.get();
  }

  public double xOf(long time, double width) {
    return (double) (time - from.get()) / span() * width;
  }

  private long span() {
    return to.get() - from.get();
  }

  /** One more than the end, so that the last event lies inside. */
  private long fullSpan() {
    return end < MIN_SPAN ? EMPTY_SPAN : end + 1;
  }

  private void place(long newFrom, long newSpan) {
    long first = Math.clamp(newFrom, 0L, Math.max(0, fullSpan() - newSpan));
    set(first, first + newSpan);
  }

  private void set(long newFrom, long newTo) {
    from.set(newFrom);
    to.set(newTo);
  }
}
