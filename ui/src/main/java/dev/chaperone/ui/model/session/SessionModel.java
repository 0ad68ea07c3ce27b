package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.filter.Filter;
import dev.chaperone.ui.model.timeline.Timeline;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The selected session: exchanges and frames that only grow, follow-tail, and the cursor. */
public final class SessionModel {
  /** What the list in the middle shows. */
  public enum ListMode {
    EXCHANGES,
    FRAMES
  }

  private final Cursor cursor = new Cursor();
  private final FollowTail follow = new FollowTail();
  private final Timeline timeline = new Timeline();
  private final ReadOnlyObjectWrapper<Optional<SessionSummary>> session =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyLongWrapper loaded = new ReadOnlyLongWrapper();
  private final ReadOnlyLongWrapper expected = new ReadOnlyLongWrapper();
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private final ObjectProperty<ListMode> mode = new SimpleObjectProperty<>(ListMode.EXCHANGES);
  private final ObservableList<ExchangeRow> exchanges = FXCollections.observableArrayList();
  private final ObservableList<FrameRow> frames = FXCollections.observableArrayList();

  public SessionModel(ConsoleModel console, ModelContext context) {}

  /** Shows another session, or none; what is loaded of the old one is dropped. */
  public void show(Optional<SessionId> id) {}

  /** Empty while none is selected. */
  public ReadOnlyObjectProperty<Optional<SessionSummary>> sessionProperty() {
    return session.getReadOnlyProperty();
  }

  /** Exchanges that pass the filter; grows at the end, a row that changes is replaced in place. */
  public ObservableList<ExchangeRow> exchanges() {
    return exchanges;
  }

  /** Frames of exchanges that pass the filter; rows are made when looked at; only grows. */
  public ObservableList<FrameRow> frames() {
    return frames;
  }

  public ObjectProperty<ListMode> modeProperty() {
    return mode;
  }

  public Cursor cursor() {
    return cursor;
  }

  public FollowTail follow() {
    return follow;
  }

  public Timeline timeline() {
    return timeline;
  }

  /** Frames loaded so far; less than {@link #expectedProperty} while a long session is read. */
  public ReadOnlyLongProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  public ReadOnlyLongProperty expectedProperty() {
    return expected.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  public void setFilter(Filter filter) {}

  /** Moves the cursor to a frame (from 1), and with it to the frame's exchange. */
  public void selectFrame(long number) {}

  /** Moves the cursor to the first frame of an exchange (from 1). */
  public void selectExchange(int ordinal) {}

  /** Next (1) or previous (-1) row of the list as it is shown. */
  public void moveRow(int steps) {}

  public void moveFrame(int steps) {}

  public void moveExchange(int steps) {}

  public void first() {}

  /** The last row, and follow again. */
  public void last() {}

  /** Index in {@link #exchanges} or {@link #frames} of the row under the cursor, or -1. */
  public int rowOfCursor() {
    return -1;
  }
}
