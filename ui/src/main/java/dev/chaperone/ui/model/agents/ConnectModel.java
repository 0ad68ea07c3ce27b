package dev.chaperone.ui.model.agents;

import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The Connect page: what to copy for an agent's client, and whether its first request came. */
public final class ConnectModel {
  /** How far it is. */
  public enum Progress {
    NOTHING_CHOSEN,
    WAITING,
    ARRIVED,
    FAILED
  }

  private final ConnectTexts texts;
  private final StringProperty agent = new SimpleStringProperty("");
  private final StringProperty project = new SimpleStringProperty("");
  private final ObjectProperty<ConnectTexts.Client> client;
  private final ReadOnlyObjectWrapper<ConnectTexts.Text> text =
      new ReadOnlyObjectWrapper<>(new ConnectTexts.Text("", List.of()));
  private final ReadOnlyObjectWrapper<Progress> progress =
      new ReadOnlyObjectWrapper<>(Progress.NOTHING_CHOSEN);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

  public ConnectModel(ConsoleModel console, ConnectTexts texts, ModelContext context) {
    this.texts = texts;
    this.client = new SimpleObjectProperty<>(texts.clients().getFirst());
  }

  public List<ConnectTexts.Client> clients() {
    return texts.clients();
  }

  /** The agent to connect; {@code ""} for none yet. */
  public StringProperty agentProperty() {
    return agent;
  }

  public ObjectProperty<ConnectTexts.Client> clientProperty() {
    return client;
  }

  public StringProperty projectProperty() {
    return project;
  }

  public ReadOnlyObjectProperty<ConnectTexts.Text> textProperty() {
    return text.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Progress> progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** What is awaited, what arrived, or what failed. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }
}
