package dev.chaperone.ui.connect;

import dev.chaperone.ui.fx.Clip;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.agents.ConnectModel;
import dev.chaperone.ui.model.agents.ConnectTexts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/** What to copy for the chosen agent and client, and whether the first request has come. */
final class ConnectSteps extends StackPane implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final ConnectModel model;
  private final Label title = Ui.clipped("session-title");
  private final TextArea copyText = new TextArea();
  private final Button copy = new Button("Copy", Ui.icon(Feather.COPY));
  private final VBox remarks = new VBox(4);
  private final ProgressIndicator waiting = new ProgressIndicator();
  private final Label progress = Ui.label("", "connect-progress");
  private final HBox progressRow = Ui.row(12, waiting, progress);
  private final VBox steps = new VBox(14);
  private boolean still;
  private final VBox none =
      Ui.empty(
          Feather.LINK,
          "Connect an agent",
          "Create an agent at the left or choose one. Here you then find what to copy into its"
              + " shell, and see when its first request has arrived.");

  ConnectSteps(ConnectModel model) {
    this.model = model;
    getStyleClass().add("connect");
    copyText.setEditable(false);
    copyText.setId("connect-text");
    copyText.getStyleClass().addAll("mono", "copy-text");
    copyText.setAccessibleText("Text to copy");
    copy.getStyleClass().add("accent");
    copy.setOnAction(e -> copied());
    waiting.setMinSize(18, 18);
    waiting.setPrefSize(18, 18);
    progress.setWrapText(true);
    HBox.setHgrow(progress, Priority.ALWAYS);
    progressRow.getStyleClass().add("connect-status");
    steps
        .getChildren()
        .addAll(
            title,
            Ui.label("1   Choose the client", "step"),
            clients(),
            Ui.label("2   Run this in the agent's shell", "step"),
            copyText,
            Ui.row(8, copy),
            remarks,
            Ui.label("3   Wait for the first request", "step"),
            progressRow);
    steps.getStyleClass().add("connect-steps");
    steps.setMaxWidth(860);
    StackPane.setAlignment(steps, Pos.TOP_LEFT);
    getChildren().addAll(steps, none);
    subscriptions.observe(
        sceneProperty().flatMap(s -> s.getPreferences().reducedMotionProperty()).orElse(false),
        reduced -> {
          still = reduced;
          refresh();
        });
    subscriptions.observe(model.agentProperty(), a -> refresh());
    subscriptions.observe(model.textProperty(), t -> refresh());
    subscriptions.observe(model.progressProperty(), p -> refresh());
    subscriptions.observe(model.messageProperty(), p -> refresh());
  }

  private HBox clients() {
    ToggleGroup group = new ToggleGroup();
    HBox row = Ui.row(0);
    int last = model.clients().size() - 1;
    for (int i = 0; i <= last; i++) {
      ConnectTexts.Client client = model.clients().get(i);
      ToggleButton button = new ToggleButton(client.title());
      button.setToggleGroup(group);
      button.getStyleClass().add(i == 0 ? "left-pill" : i == last ? "right-pill" : "center-pill");
      Ui.onChosen(button, () -> model.clientProperty().set(client));
      subscriptions.observe(
          model.clientProperty(),
          now -> {
            if (client.equals(now)) {
              button.setSelected(true);
            }
          });
      row.getChildren().add(button);
    }
    TextField project = new TextField();
    project.setPrefColumnCount(14);
    project.setPromptText("default project");
    project.setAccessibleText("Project");
    project.textProperty().bindBidirectional(model.projectProperty());
    subscriptions.add(() -> project.textProperty().unbindBidirectional(model.projectProperty()));
    Label label = Ui.label("Project", "fact-name");
    label.setLabelFor(project);
    label.setMinWidth(USE_PREF_SIZE);
    HBox all = Ui.row(8, row, Ui.spacer(), label, project);
    row.setMinWidth(USE_PREF_SIZE);
    return all;
  }

  private void copied() {
    Clip.copy(copyText.getText());
    copy.setText("Copied");
    javafx.animation.PauseTransition back =
        new javafx.animation.PauseTransition(Duration.seconds(2));
    back.setOnFinished(e -> copy.setText("Copy"));
    back.play();
  }

  private void refresh() {
    String agent = model.agentProperty().get();
    Ui.show(none, agent.isEmpty());
    Ui.show(steps, !agent.isEmpty());
    Ui.setText(title, "Connect " + agent);
    ConnectTexts.Text text = model.textProperty().get();
    if (!text.copy().equals(copyText.getText())) {
      copyText.setText(text.copy());
      copyText.setPrefRowCount(Math.clamp(text.copy().lines().count() + 1, 3, 14));
    }
    copy.setDisable(text.copy().isEmpty());
    remarks.getChildren().clear();
    for (String remark : text.remarks()) {
      Label label = Ui.label(remark, "row-muted");
      label.setWrapText(true);
      remarks.getChildren().add(label);
    }
    Ui.show(remarks, !text.remarks().isEmpty());
    ConnectModel.Progress state = model.progressProperty().get();
    Ui.show(waiting, state == ConnectModel.Progress.WAITING && !still);
    progress.setGraphic(
        switch (state) {
          case NOTHING_CHOSEN -> null;
          case WAITING -> still ? Ui.icon(Feather.CLOCK) : null;
          case ARRIVED -> Ui.icon(Feather.CHECK_CIRCLE, "success");
          case FAILED -> Ui.icon(Feather.ALERT_CIRCLE, "danger");
        });
    progress.setText(model.messageProperty().get());
    progressRow
        .getStyleClass()
        .setAll("connect-status", "connect-" + state.name().toLowerCase(java.util.Locale.ROOT));
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
