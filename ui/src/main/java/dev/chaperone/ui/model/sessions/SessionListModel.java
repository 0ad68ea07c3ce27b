package dev.chaperone.ui.model.sessions;

import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.Connection;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.filter.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The sessions list: open ones first, then ended ones, each newest first, so that a row moves only
 * when its session ends. The selection belongs to the session, not to the place in the list, and
 * its row stays whatever the filter says.
 */
public final class SessionListModel {
  private final ModelContext context;
  private final SummarySource source;
  private final Map<SessionId, SessionRow> all = new HashMap<>();
  private final ObservableList<SessionRow> rows = FXCollections.observableArrayList();
  private final ObservableList<SessionRow> shown = FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyObjectWrapper<Optional<SessionId>> selected =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<SessionRow>> selectedRow =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyIntegerWrapper total = new ReadOnlyIntegerWrapper();
  private Filter filter = Filter.ALL;
  private boolean chosen;

  public SessionListModel(ConsoleModel console, ModelContext context) {
    this.context = context;
    this.source = new SummarySource(console, context, this::take);
    console.onFrames(batch -> source.changed(batch.sessions()));
    console.onPulse(this::lookAtClock);
    console.onPulse(source::due);
    console
        .connectionProperty()
        .addListener(
            (property, old, now) -> {
              if (now == Connection.CONNECTED) {
                source.all();
              }
            });
  }

  private void take(List<SessionSummary> summaries) {
    boolean changed = false;
    for (SessionSummary summary : summaries) {
      SessionRow row = row(summary);
      changed |= !Objects.equals(all.put(summary.id(), row), row);
    }
    if (changed) {
      total.set(all.size());
      arrange();
      if (!chosen && !rows.isEmpty()) {
        put(rows.getFirst().id());
      }
    }
  }

  private SessionRow row(SessionSummary summary) {
    return new SessionRow(summary, SessionRow.Activity.of(summary, context.clock().instant()));
  }

  /** A live session becomes an idle one by time alone. */
  private void lookAtClock() {
    boolean changed = false;
    for (SessionRow old : List.copyOf(all.values())) {
      SessionRow now = row(old.summary());
      if (now.activity() != old.activity()) {
        all.put(now.id(), now);
        changed = true;
      }
    }
    if (changed) {
      arrange();
    }
  }

  /** Changes as little of the visible list as it takes. */
  private void arrange() {
    List<SessionRow> wanted = new ArrayList<>();
    for (SessionRow row : all.values()) {
      if (filter.matches(row.summary()) || selected.get().equals(Optional.of(row.id()))) {
        wanted.add(row);
      }
    }
    wanted.sort(SessionRow.ORDER);
    if (sameSessions(wanted)) {
      replaceChanged(wanted);
    } else if (!addedOne(wanted)) {
      rows.setAll(wanted);
    }
    selectedRow.set(selected.get().map(all::get));
  }

  private boolean sameSessions(List<SessionRow> wanted) {
    if (wanted.size() != rows.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).id().equals(rows.get(i).id())) {
        return false;
      }
    }
    return true;
  }

  /** The everyday change: one new session, somewhere near the top. */
  private boolean addedOne(List<SessionRow> wanted) {
    if (wanted.size() != rows.size() + 1) {
      return false;
    }
    int place = 0;
    while (place < rows.size() && wanted.get(place).id().equals(rows.get(place).id())) {
      place++;
    }
    for (int i = place; i < rows.size(); i++) {
      if (!wanted.get(i + 1).id().equals(rows.get(i).id())) {
        return false;
      }
    }
    rows.add(place, wanted.get(place));
    replaceChanged(wanted);
    return true;
  }

  private void replaceChanged(List<SessionRow> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!rows.get(i).equals(wanted.get(i))) {
        rows.set(i, wanted.get(i));
      }
    }
  }

  /** What passes the filter, in order. A row that changes is replaced in its place. */
  public ObservableList<SessionRow> rows() {
    return shown;
  }

  /** How many there are without the filter. */
  public ReadOnlyIntegerProperty totalProperty() {
    return total.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Optional<SessionId>> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Optional<SessionRow>> selectedRowProperty() {
    return selectedRow.getReadOnlyProperty();
  }

  /** Why the list could not be read; {@code ""} if it could. */
  public ReadOnlyStringProperty failureProperty() {
    return source.failureProperty();
  }

  /** A session that is not in the list changes nothing. */
  public void select(SessionId session) {
    if (all.containsKey(session)) {
      put(session);
      arrange();
    }
  }

  public void clearSelection() {
    chosen = true;
    selected.set(Optional.empty());
    arrange();
  }

  private void put(SessionId session) {
    chosen = true;
    selected.set(Optional.of(session));
    selectedRow.set(Optional.ofNullable(all.get(session)));
  }

  /** Down the list for 1, up for -1; from nowhere to the first. */
  public void move(int steps) {
    if (!rows.isEmpty()) {
      int here = selectedIndex();
      select(rows.get(here < 0 ? 0 : Math.clamp((long) here + steps, 0, rows.size() - 1)).id());
    }
  }

  /** Index in {@link #rows} of the selected session, or -1. */
  public int selectedIndex() {
    for (int i = 0; i < rows.size(); i++) {
      if (selected.get().equals(Optional.of(rows.get(i).id()))) {
        return i;
      }
    }
    return -1;
  }

  public void setFilter(Filter newFilter) {
    filter = newFilter;
    arrange();
  }

  /** Names seen so far, for suggestions. */
  public List<String> agents() {
    return all.values().stream().map(SessionRow::agent).distinct().sorted().toList();
  }
}
