package dev.chaperone.ui.model.sessions;

import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.filter.Filter;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The sessions list: open ones first, then ended ones, each newest first, so that a row moves only
 * when its session ends. The selection belongs to the session, not to the place in the list.
 */
public final class SessionListModel {
  private final ObservableList<SessionRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<SessionId>> selected =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyIntegerWrapper total = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");

  public SessionListModel(ConsoleModel console, ModelContext context) {}

  /** What passes the filter, in order. A row that changes is replaced in its place. */
  public ObservableList<SessionRow> rows() {
    return FXCollections.unmodifiableObservableList(rows);
  }

  /** How many there are without the filter. */
  public ReadOnlyIntegerProperty totalProperty() {
    return total.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Optional<SessionId>> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** Why the list could not be read; {@code ""} if it could. */
  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  public void select(SessionId session) {}

  public void clearSelection() {}

  /** Down the list for 1, up for -1; from nowhere to the first. */
  public void move(int steps) {}

  public void setFilter(Filter filter) {}
}
