package dev.chaperone.ui.model.inspect;

import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.session.SessionModel;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** Reads what lies under the cursor, in the background, and drops it when the cursor moves on. */
public final class InspectorModel {
  /** The inspector's tabs. */
  public enum Tab {
    SQL,
    RESULTS,
    REQUEST,
    RESPONSE,
    TIMING,
    DECISION,
    RAW
  }

  private final ReadOnlyObjectWrapper<Inspection> inspection =
      new ReadOnlyObjectWrapper<>(Inspection.NOTHING);
  private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(Tab.SQL);

  public InspectorModel(ConsoleModel console, SessionModel session, ModelContext context) {}

  public ReadOnlyObjectProperty<Inspection> inspectionProperty() {
    return inspection.getReadOnlyProperty();
  }

  public ObjectProperty<Tab> tabProperty() {
    return tab;
  }
}
