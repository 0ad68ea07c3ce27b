package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.Connection;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.filter.Filter;
import dev.chaperone.ui.model.timeline.Marker;
import dev.chaperone.ui.model.timeline.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
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

  private final SessionReader reader;
  private final SessionRows rows;
  private final Cursor cursor = new Cursor();
  private final FollowTail follow = new FollowTail();
  private final Timeline timeline = new Timeline();
  private final ObservableList<Marker> markers = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<SessionSummary>> session =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyLongWrapper loaded = new ReadOnlyLongWrapper();
  private final ReadOnlyLongWrapper expected = new ReadOnlyLongWrapper();
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private final ObjectProperty<ListMode> mode = new SimpleObjectProperty<>(ListMode.EXCHANGES);
  private SessionLedger ledger = new SessionLedger();
  private Optional<SessionId> shown = Optional.empty();

  public SessionModel(ConsoleModel console, ModelContext context) {
    rows = new SessionRows(context, ledger);
    reader =
        new SessionReader(
            console,
            context,
            new SessionReader.Sink() {
              @Override
              public void summary(SessionSummary summary) {
                refreshed(summary);
              }

              @Override
              public void frames(List<FrameFact> part) {
                take(part);
              }

              @Override
              public void read(String problem) {
                readToTheEnd(problem);
              }
            });
    console.onFrames(reader::live);
    console
        .connectionProperty()
        .addListener(
            (property, old, now) -> {
              if (now == Connection.CONNECTED) {
                reader.resume();
              }
            });
    follow
        .atTailProperty()
        .addListener(
            (property, old, now) -> {
              if (now) {
                carryCursor();
              }
            });
  }

  /** Shows another session, or none; what is loaded of the old one is dropped. */
  public void show(Optional<SessionId> id) {
    ledger = new SessionLedger();
    timeline.clear();
    markers.clear();
    cursor.set(0, 0);
    rows.reset(ledger);
    follow.resume();
    session.set(Optional.empty());
    loaded.set(0);
    expected.set(0);
    failure.set("");
    shown = id;
    reader.open(id);
  }

  /** A newer summary of the session; of another one it is passed over. */
  public void refreshed(SessionSummary summary) {
    if (!shown.equals(Optional.of(summary.id()))) {
      return;
    }
    session.set(Optional.of(summary));
    expected.set(Math.max(summary.frames(), loaded.get()));
  }

  private void take(List<FrameFact> part) {
    for (FrameFact fact : part) {
      ledger.add(fact, timeline);
    }
    markers.addAll(ledger.takeMarkers());
    loaded.set(ledger.frames().size());
    expected.set(Math.max(expected.get(), loaded.get()));
    SessionRows.Growth growth = rows.grown(ledger.takeChanged());
    follow.arrived(mode.get() == ListMode.EXCHANGES ? growth.exchanges() : growth.frames());
    // Not while a long recording is still being read: each part would have another tail.
    if (follow.atTailProperty().get() && !reader.isReading()) {
      carryCursor();
    }
  }

  private void readToTheEnd(String problem) {
    failure.set(problem);
    if (follow.atTailProperty().get()) {
      carryCursor();
    }
    expected.set(loaded.get());
  }

  private void carryCursor() {
    int row = size() - 1;
    if (row >= 0) {
      put(frameOfRow(row));
    }
  }

  /** Empty while none is selected or it is not read yet. */
  public ReadOnlyObjectProperty<Optional<SessionSummary>> sessionProperty() {
    return session.getReadOnlyProperty();
  }

  /** It may still grow. */
  public boolean isOpen() {
    return session.get().map(s -> s.state().equals("open")).orElse(false);
  }

  /** Exchanges that pass the filter; grows at the end, a row that changes is replaced in place. */
  public ObservableList<ExchangeRow> exchanges() {
    return rows.exchanges();
  }

  /** Frames of exchanges that pass the filter; rows are made when looked at. */
  public ObservableList<FrameRow> frames() {
    return rows.frames();
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

  /** Errors and gaps, in order. */
  public ObservableList<Marker> markers() {
    return markers;
  }

  /** Frames loaded so far; less than {@link #expectedProperty} while a long session is read. */
  public ReadOnlyLongProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  public ReadOnlyLongProperty expectedProperty() {
    return expected.getReadOnlyProperty();
  }

  /** Why it could not be read; {@code ""} if it could. */
  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  public void setFilter(Filter filter) {
    rows.setFilter(filter);
  }

  /** A new filter is being applied; the lists fill meanwhile. */
  public ReadOnlyBooleanProperty filteringProperty() {
    return rows.filteringProperty();
  }

  /** Tables that statements named, for suggestions. */
  public List<String> tables() {
    return ledger.tables();
  }

  /** Moves the cursor to a frame (from 1), and with it to the frame's exchange. */
  public void selectFrame(long number) {
    if (number >= 1 && number <= frameCount()) {
      follow.picked();
      put(number);
    }
  }

  /** Moves the cursor to the first frame of an exchange (from 1). */
  public void selectExchange(int ordinal) {
    if (ordinal >= 1 && ordinal <= ledger.exchangeCount()) {
      selectFrame(ledger.exchange(ordinal).firstFrame());
    }
  }

  private void put(long number) {
    cursor.set(number, ledger.frames().exchange((int) number));
  }

  /** Next (1) or previous (-1) row of the list as it is shown. */
  public void moveRow(int steps) {
    if (size() > 0) {
      int row = rowOfCursor();
      int target = row < 0 ? (steps > 0 ? 0 : size() - 1) : row + steps;
      selectFrame(frameOfRow(Math.clamp(target, 0, size() - 1)));
    }
  }

  public void moveFrame(int steps) {
    selectFrame(Math.clamp(cursor.frame() + steps, 1, Math.max(1, frameCount())));
  }

  /** To the first frame of the next (1) or previous (-1) exchange. */
  public void moveExchange(int steps) {
    int here = cursor.exchange() > 0 ? cursor.exchange() : exchangeBefore(cursor.frame());
    selectExchange(Math.clamp((long) here + steps, 1, Math.max(1, ledger.exchangeCount())));
  }

  private int exchangeBefore(long frame) {
    for (int number = (int) frame; number >= 1; number--) {
      if (ledger.frames().exchange(number) > 0) {
        return ledger.frames().exchange(number);
      }
    }
    return 0;
  }

  public void first() {
    if (size() > 0) {
      selectFrame(frameOfRow(0));
    }
  }

  /** The last row, and follow again. */
  public void last() {
    follow.resume();
    carryCursor();
  }

  /** Index in {@link #exchanges} or {@link #frames} of the row under the cursor, or -1. */
  public int rowOfCursor() {
    return mode.get() == ListMode.EXCHANGES
        ? rows.rowOfExchange(cursor.exchange())
        : rows.rowOfFrame((int) cursor.frame());
  }

  private int size() {
    return mode.get() == ListMode.EXCHANGES ? rows.exchanges().size() : rows.frames().size();
  }

  private long frameOfRow(int row) {
    return mode.get() == ListMode.EXCHANGES
        ? ledger.exchange(rows.exchangeAt(row)).firstFrame()
        : rows.frameAt(row);
  }

  public int frameCount() {
    return ledger.frames().size();
  }

  /** Nanoseconds since the session's first frame. */
  public long timeOf(long frame) {
    return ledger.frames().nanos((int) frame);
  }

  /** The last frame not after this time; 0 if there are none. */
  public int frameAt(long time) {
    return ledger.frames().atTime(time);
  }

  /** When the session's first frame came. */
  public Instant start() {
    return ledger.frames().start();
  }

  /** The exchange under the cursor. */
  public Optional<ExchangeRow> currentExchange() {
    return cursor.exchange() == 0
        ? Optional.empty()
        : Optional.of(ledger.exchange(cursor.exchange()).row());
  }

  /** Its SQL, or that of the exchange that started its job, as far as lists keep it. */
  public String statementOf(ExchangeRow row) {
    return row.summary().sql().isEmpty()
        ? ledger.statementOf(row.summary().job())
        : row.summary().sql();
  }

  /** Where the frames under the cursor are found in the store; empty if nothing is selected. */
  public Optional<FramePlace> currentPlace() {
    if (cursor.frame() == 0 || session.get().isEmpty()) {
      return Optional.empty();
    }
    FrameIndex index = ledger.frames();
    long here = index.sessionSequence((int) cursor.frame());
    if (cursor.exchange() == 0) {
      return Optional.of(new FramePlace(session.get().get().id(), here, here, here));
    }
    ExchangeEntry entry = ledger.exchange(cursor.exchange());
    return Optional.of(
        new FramePlace(
            session.get().get().id(),
            here,
            index.sessionSequence((int) entry.firstFrame()),
            index.sessionSequence((int) entry.lastFrame())));
  }
}
