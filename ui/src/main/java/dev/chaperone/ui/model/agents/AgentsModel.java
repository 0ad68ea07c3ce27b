package dev.chaperone.ui.model.agents;

import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The agents of the data folder: the list, the form for a new one, and revoking. */
public final class AgentsModel {
  private final ObservableList<AgentRow> rows = FXCollections.observableArrayList();
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty groups = new SimpleStringProperty("");
  private final StringProperty model = new SimpleStringProperty("");
  private final StringProperty purpose = new SimpleStringProperty("");
  private final BooleanProperty showRevoked = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper nameProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");

  public AgentsModel(ConsoleModel console, ModelContext context) {}

  /** Reads the list again. */
  public void refresh() {}

  public ObservableList<AgentRow> rows() {
    return rows;
  }

  public StringProperty nameProperty() {
    return name;
  }

  /** Separated by commas. */
  public StringProperty groupsProperty() {
    return groups;
  }

  public StringProperty modelProperty() {
    return model;
  }

  public StringProperty purposeProperty() {
    return purpose;
  }

  public BooleanProperty showRevokedProperty() {
    return showRevoked;
  }

  /** What is wrong with the name, for beside the field; {@code ""} if nothing, or if empty. */
  public ReadOnlyStringProperty nameProblemProperty() {
    return nameProblem.getReadOnlyProperty();
  }

  /** Something is under way: buttons are disabled. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Creates an agent from the form; {@code done} is called on the views' thread. */
  public void create(Runnable done) {}

  public void revoke(String agent) {}
}
