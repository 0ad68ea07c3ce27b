package dev.chaperone.ui.model.agents;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.Latest;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.Connection;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.console.FrameBatch;
import dev.chaperone.ui.model.session.FrameFact;
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

  private static final ConnectTexts.Text NO_TEXT = new ConnectTexts.Text("", List.of());

  private final ConsoleModel console;
  private final ConnectTexts texts;
  private final Latest latest;
  private final StringProperty agent = new SimpleStringProperty("");
  private final StringProperty project = new SimpleStringProperty("");
  private final ObjectProperty<ConnectTexts.Client> client;
  private final ReadOnlyObjectWrapper<ConnectTexts.Text> text =
      new ReadOnlyObjectWrapper<>(NO_TEXT);
  private final ReadOnlyObjectWrapper<Progress> progress =
      new ReadOnlyObjectWrapper<>(Progress.NOTHING_CHOSEN);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

  public ConnectModel(ConsoleModel console, ConnectTexts texts, ModelContext context) {
    this.console = console;
    this.texts = texts;
    this.latest = new Latest(context);
    this.client = new SimpleObjectProperty<>(texts.clients().getFirst());
    agent.addListener((property, old, now) -> write(true));
    client.addListener((property, old, now) -> write(false));
    project.addListener((property, old, now) -> write(false));
    console
        .connectionProperty()
        .addListener(
            (property, old, now) -> {
              if (now == Connection.CONNECTED) {
                write(false);
              }
            });
    console.onFrames(this::look);
  }

  private void write(boolean otherAgent) {
    String name = agent.get();
    if (name.isEmpty()) {
      latest.cancel();
      text.set(NO_TEXT);
      message.set("");
      progress.set(Progress.NOTHING_CHOSEN);
      return;
    }
    boolean arrived = progress.get() == Progress.ARRIVED && !otherAgent;
    if (!arrived) {
      progress.set(Progress.WAITING);
      message.set("Waiting for the first request of " + name + "…");
    }
    ConnectTexts.Client wanted = client.get();
    String chosenProject = project.get().strip();
    latest.run(ticket -> write(ticket, name, wanted, chosenProject), this::failed);
  }

  private void write(
      Latest.Ticket ticket, String name, ConnectTexts.Client wanted, String chosenProject) {
    Console asked = console.console();
    ConsoleStatus status = asked.status();
    GatewayStatus gateway = status.gateway().orElseThrow(() -> noGateway(status));
    String inProject = chosenProject.isEmpty() ? texts.defaultProject(gateway) : chosenProject;
    ConnectTexts.Text found = texts.text(wanted, gateway, asked.agent(name), inProject);
    latest.show(ticket, () -> text.set(found));
  }

  private static ConsoleException noGateway(ConsoleStatus status) {
    return new ConsoleException(
        ConsoleException.Code.INVALID,
        status.gatewayProblem().isEmpty()
            ? "No gateway runs on this data folder. Start one: chaperone serve"
            : status.gatewayProblem());
  }

  private void failed(RuntimeException failure) {
    text.set(NO_TEXT);
    progress.set(Progress.FAILED);
    message.set(Failures.text(failure));
  }

  private void look(FrameBatch batch) {
    if (progress.get() != Progress.WAITING) {
      return;
    }
    for (FrameFact fact : batch.frames()) {
      if (fact.told().orElse(null) instanceof FrameBody.Received received
          && received.identity().agent().equals(agent.get())) {
        progress.set(Progress.ARRIVED);
        message.set(arrival(received));
        return;
      }
    }
  }

  private static String arrival(FrameBody.Received received) {
    String what =
        received.apiMethod().isEmpty()
            ? received.method() + " " + received.path()
            : received.apiMethod();
    return "It arrived: "
        + what
        + " from "
        + received.source().address()
        + (received.client().isEmpty() ? "" : " by " + received.client());
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

  /** {@code ""} for the usual one. */
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
