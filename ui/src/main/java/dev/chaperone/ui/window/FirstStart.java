package dev.chaperone.ui.window;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.console.Connection;
import dev.chaperone.ui.model.console.ConsoleModel;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/** What the window says before there is a session: what to do, or why nothing can come. */
final class FirstStart extends StackPane implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final ConsoleModel console;
  private final Button connect = new Button("Connect an agent", Ui.icon(Feather.LINK));

  FirstStart(ConsoleModel console, Runnable onConnect) {
    this.console = console;
    connect.getStyleClass().add("accent");
    connect.setOnAction(e -> onConnect.run());
    subscriptions.observe(console.statusProperty(), s -> refresh());
    subscriptions.observe(console.connectionProperty(), c -> refresh());
    subscriptions.observe(console.messageProperty(), m -> refresh());
  }

  private void refresh() {
    String said = console.connectionProperty().get() + said();
    // The status comes every few seconds: the button must not lose its focus to it.
    if (!said.equals(getUserData())) {
      setUserData(said);
      getChildren().setAll(content());
    }
  }

  private Node content() {
    return switch (console.connectionProperty().get()) {
      case CONNECTING ->
          Ui.empty(
              Feather.LOADER, "Starting…", "The gateway starts, or the window attaches to it.");
      case LOST -> Ui.empty(Feather.ALERT_CIRCLE, "Not connected", said());
      case CONNECTED ->
          said().isEmpty()
              ? Ui.empty(
                  Feather.SHIELD,
                  "Chaperone is ready",
                  "Create an agent and point its BigQuery client at this gateway. Its session"
                      + " appears here with the first request, and everything it asks and gets is"
                      + " recorded.",
                  connect)
              : Ui.empty(Feather.ALERT_TRIANGLE, "No gateway runs yet", said());
    };
  }

  private String said() {
    return console.connectionProperty().get() == Connection.CONNECTED
        ? console.statusProperty().get().gatewayProblem()
        : console.messageProperty().get();
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
