package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.Connection;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.session.FrameKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The grants: what was approved in advance, and revoking it. */
public final class GrantsModel {
  private static final int MOST = 500;

  private final ConsoleModel console;
  private final ModelContext context;
  private final ObservableList<GrantRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper inForce = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private List<GrantSummary> grants = List.of();

  GrantsModel(ConsoleModel console, ModelContext context) {
    this.console = console;
    this.context = context;
    console
        .connectionProperty()
        .addListener(
            (property, old, now) -> {
              if (now == Connection.CONNECTED) {
                refresh();
              }
            });
    console.onFrames(
        batch -> {
          if (batch.frames().stream().anyMatch(fact -> fact.kind() == FrameKind.GRANT)) {
            refresh();
          }
        });
    console.onPulse(this::list);
  }

  /** Reads the list again. */
  public void refresh() {
    context
        .background()
        .execute(
            () -> {
              try {
                take(console.console().grants(MOST));
              } catch (RuntimeException e) {
                context.ui().execute(() -> failure.set(Failures.text(e)));
              }
            });
  }

  private void take(List<GrantSummary> found) {
    context
        .ui()
        .execute(
            () -> {
              grants = found;
              list();
            });
  }

  private void list() {
    Instant now = context.clock().instant();
    List<GrantRow> wanted =
        grants.stream()
            .map(grant -> GrantRow.of(grant, now))
            .sorted(Comparator.comparing((GrantRow row) -> row.state() != GrantRow.State.IN_FORCE))
            .toList();
    inForce.set(
        (int) wanted.stream().filter(row -> row.state() == GrantRow.State.IN_FORCE).count());
    if (!rows.equals(wanted)) {
      rows.setAll(wanted);
    }
  }

  /** The ones in force first, newest first. */
  public ObservableList<GrantRow> rows() {
    return rows;
  }

  public ReadOnlyIntegerProperty inForceProperty() {
    return inForce.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Why the last thing asked was not done; {@code ""} if it was. */
  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Ends a grant: from now on requests like its own are held again. */
  public void revoke(String id) {
    if (busy.get()) {
      return;
    }
    busy.set(true);
    failure.set("");
    context.background().execute(() -> ask(id));
  }

  private void ask(String id) {
    try {
      console.console().revokeGrant(id, "revoked in the window");
      take(console.console().grants(MOST));
    } catch (RuntimeException e) {
      context.ui().execute(() -> failure.set(Failures.text(e)));
    } finally {
      context.ui().execute(() -> busy.set(false));
    }
  }
}
