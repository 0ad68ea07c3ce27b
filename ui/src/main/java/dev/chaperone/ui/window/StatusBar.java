package dev.chaperone.ui.window;

import dev.chaperone.console.PolicyStatus;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.console.Connection;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.console.StatusView;
import dev.chaperone.ui.model.inbox.PolicyModel;
import dev.chaperone.ui.model.text.Units;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The one line that always says where the gateway is, what it does, and what is amiss. */
final class StatusBar extends HBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final ConsoleModel console;
  private final Label endpoint = Ui.clipped("status-item", "status-endpoint");
  private final Label upstream = Ui.clipped("status-item", "status-muted");
  private final Label mode = Ui.clipped("status-item");
  private final FontIcon dot = Ui.icon(Feather.DISC, "status-icon");
  private final Label recording = Ui.clipped("status-item");
  private final Label unprotected = Ui.clipped("status-item", "status-warning");

  private final PolicyModel policy;
  private final Button held = new Button("", Ui.icon(Feather.INBOX));

  /**
   * @param waiting how many requests wait for a decision
   */
  StatusBar(
      ConsoleModel console, PolicyModel policy, ReadOnlyIntegerProperty waiting, Runnable toInbox) {
    super(16);
    this.console = console;
    this.policy = policy;
    getStyleClass().add("status-bar");
    recording.setGraphic(dot);
    endpoint.setGraphic(Ui.icon(Feather.SERVER, "status-icon"));
    mode.setGraphic(Ui.icon(Feather.EYE, "status-icon"));
    unprotected.setGraphic(Ui.icon(Feather.ALERT_TRIANGLE, "status-icon", "warning"));
    unprotected.setText("unprotected");
    unprotected.setTooltip(
        Ui.tooltip(
            "Creating agents and deciding ask for no operator session: whoever runs as this user"
                + " can do both. Run the gateway as another user for full separation."));
    held.setId("status-held");
    held.getStyleClass().addAll("flat", "status-held");
    held.setTooltip(Ui.tooltip("Show the requests that wait for a decision (Alt+5)"));
    held.setOnAction(e -> toInbox.run());
    held.setMinWidth(USE_PREF_SIZE);
    Ui.tool(held);
    getChildren().addAll(endpoint, upstream, Ui.spacer(), held, unprotected, mode, recording);
    // What may be long gives way to what must be read.
    for (Label item : new Label[] {endpoint, unprotected, mode, recording}) {
      item.setMinWidth(USE_PREF_SIZE);
    }
    upstream.setMinWidth(0);
    subscriptions.observe(console.statusProperty(), s -> refresh());
    subscriptions.observe(console.connectionProperty(), c -> refresh());
    subscriptions.observe(console.messageProperty(), m -> refresh());
    subscriptions.observe(policy.statusProperty(), p -> refresh());
    subscriptions.observe(waiting, now -> held(now.intValue()));
  }

  private void refresh() {
    StatusView status = console.statusProperty().get();
    Connection connection = console.connectionProperty().get();
    Ui.setText(
        endpoint, status.endpoint().isEmpty() ? "no gateway" : "http://" + status.endpoint());
    endpoint.getTooltip().setText(endpointTip(status));
    Ui.setText(
        upstream,
        status.upstream().isEmpty()
            ? status.gatewayProblem()
            : "→ " + status.upstream() + "  ·  credentials: " + status.credentials());
    mode();
    Ui.show(unprotected, status.unprotected());
    state(connection, status);
  }

  private void held(int waiting) {
    Ui.show(held, waiting > 0);
    held.setText(Units.count(waiting) + (waiting == 1 ? " waits for you" : " wait for you"));
  }

  private void mode() {
    StatusView status = console.statusProperty().get();
    Optional<PolicyStatus> inForce = policy.statusProperty().get();
    boolean broken = inForce.map(p -> !p.problems().isEmpty()).orElse(false);
    mode.getStyleClass().removeAll("status-bad");
    if (broken) {
      mode.getStyleClass().add("status-bad");
    }
    Ui.setText(
        mode,
        inForce
            .map(p -> "policy " + name(p) + (broken ? ": its file is broken" : ""))
            .orElse(status.policyMode()));
    mode.getTooltip()
        .setText(
            inForce
                .map(StatusBar::policyTip)
                .orElse("Policy mode observe: every request is allowed, watched and recorded."));
  }

  /** A shipped policy's name, or a file's without its folders. */
  private static String name(PolicyStatus policy) {
    String source = policy.source();
    return source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
  }

  private static String policyTip(PolicyStatus policy) {
    String text =
        "Policy in force: "
            + policy.source()
            + "\nsince "
            + policy.since()
            + "\nSHA-256 "
            + policy.sha256();
    return policy.problems().isEmpty()
        ? text
        : text
            + "\nThe file as it stands cannot be used, so this one stays in force:\n"
            + String.join("\n", policy.problems());
  }

  private void state(Connection connection, StatusView status) {
    recording.getStyleClass().removeAll("status-good", "status-bad", "status-muted");
    String text =
        switch (connection) {
          case CONNECTING -> "connecting…";
          case LOST -> "connection lost";
          case CONNECTED ->
              switch (status.recording()) {
                case UNKNOWN -> "…";
                case NO_GATEWAY -> "nothing to record";
                case RECORDING -> "recording";
                case REFUSING -> "cannot record: requests are refused";
              };
        };
    boolean good =
        connection == Connection.CONNECTED && status.recording() == StatusView.Recording.RECORDING;
    boolean bad =
        connection == Connection.LOST || status.recording() == StatusView.Recording.REFUSING;
    recording.getStyleClass().add(good ? "status-good" : bad ? "status-bad" : "status-muted");
    Ui.setText(recording, text);
    String why =
        connection == Connection.CONNECTED
            ? status.recordingMessage()
            : console.messageProperty().get();
    recording.getTooltip().setText(why.isEmpty() ? "Data folder " + status.dataFolder() : why);
  }

  private static String endpointTip(StatusView status) {
    if (status.endpoint().isEmpty() && !status.gatewayProblem().isEmpty()) {
      return status.gatewayProblem();
    }
    if (status.endpoint().isEmpty()) {
      return "No gateway runs on this data folder. Start one with: chaperone serve";
    }
    return "HTTP "
        + status.endpoint()
        + "\nHTTPS "
        + status.httpsEndpoint()
        + "\nData folder "
        + status.dataFolder()
        + "\nProcess "
        + status.pid();
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
