package dev.chaperone.ui.connect;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.agents.AgentsModel;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The form for a new agent. */
final class NewAgentForm extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final AgentsModel model;
  private final TextField name = new TextField();
  private final Label problem = Ui.label("", "problem");
  private final Button create = new Button("Create agent", Ui.icon(Feather.USER_PLUS));

  NewAgentForm(AgentsModel model, Consumer<String> created) {
    super(10);
    this.model = model;
    getStyleClass().add("form");
    GridPane grid = new GridPane(10, 8);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(64);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(names, fields);
    name.setId("agent-name");
    field(grid, 0, "Name", name, model.nameProperty(), "report-writer");
    field(grid, 1, "Purpose", new TextField(), model.purposeProperty(), "Monthly sales report");
    field(grid, 2, "Model", new TextField(), model.modelProperty(), "optional");
    field(grid, 3, "Groups", new TextField(), model.groupsProperty(), "optional, by commas");
    create.setId("create-agent");
    create.getStyleClass().add("accent");
    create.setOnAction(e -> create(created));
    name.setOnAction(e -> create(created));
    problem.setWrapText(true);
    getChildren()
        .addAll(
            Ui.label("New agent", "section-title"), grid, problem, Ui.row(8, Ui.spacer(), create));
    subscriptions.observe(model.nameProblemProperty(), p -> refresh());
    subscriptions.observe(model.failureProperty(), p -> refresh());
    subscriptions.observe(model.busyProperty(), p -> refresh());
    subscriptions.observe(model.nameProperty(), p -> refresh());
  }

  void focusName() {
    name.requestFocus();
  }

  private void create(Consumer<String> created) {
    if (create.isDisabled()) {
      return;
    }
    String wanted = model.nameProperty().get().strip();
    model.create(() -> created.accept(wanted));
  }

  private void refresh() {
    String text =
        model.nameProblemProperty().get().isEmpty()
            ? model.failureProperty().get()
            : model.nameProblemProperty().get();
    problem.setText(text);
    Ui.show(problem, !text.isEmpty());
    create.setDisable(
        model.busyProperty().get()
            || model.nameProperty().get().isBlank()
            || !model.nameProblemProperty().get().isEmpty());
  }

  private void field(
      GridPane grid, int row, String label, TextField field, StringProperty value, String prompt) {
    Label text = Ui.label(label, "fact-name");
    text.setLabelFor(field);
    field.setPromptText(prompt);
    field.setAccessibleText(label);
    field.textProperty().bindBidirectional(value);
    subscriptions.add(() -> field.textProperty().unbindBidirectional(value));
    grid.addRow(row, text, field);
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
