package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.inbox.DecisionModel;
import dev.chaperone.ui.model.inbox.GrantDraft;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** "Approve like this": how often, how long, how much, and in words what that lets through. */
final class LikePanel extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final TextField count = new TextField();

  LikePanel(DecisionModel model) {
    super(10);
    getStyleClass().add("card-panel");
    GrantDraft draft = model.grant();
    count.setId("grant-count");
    FlowPane fields = new FlowPane(14, 8);
    fields.setPrefWrapLength(300);
    fields
        .getChildren()
        .addAll(
            field("More times", count, draft.countProperty(), 5),
            field("For", new TextField(), draft.lifetimeProperty(), 7),
            field("Bytes each", new TextField(), draft.bytesProperty(), 9));
    Label scope = Ui.label("", "grant-scope");
    scope.setWrapText(true);
    scope.setMinHeight(USE_PREF_SIZE);
    subscriptions.observe(draft.scopeProperty(), text -> tell(scope, draft));
    subscriptions.observe(draft.problemProperty(), text -> tell(scope, draft));
    Button approve = Chords.deciding("Approve and grant", Action.APPROVE, model::approve);
    approve.setId("grant-approve");
    approve.getStyleClass().add("accent");
    Button back = Chords.button("Back", Action.LATER, model::later);
    getChildren()
        .addAll(
            Ui.label("Approve, and let others like it through", "section-title"),
            fields,
            scope,
            Ui.row(8, approve, Ui.spacer(), back));
  }

  private static void tell(Label scope, GrantDraft draft) {
    String problem = draft.problemProperty().get();
    scope.setText(problem.isEmpty() ? draft.scopeProperty().get() : problem);
  }

  private VBox field(String name, TextField field, StringProperty value, int columns) {
    Label label = Ui.label(name, "fact-name");
    label.setLabelFor(field);
    label.setMinWidth(USE_PREF_SIZE);
    field.setPrefColumnCount(columns);
    field.setAccessibleText(name);
    field.textProperty().bindBidirectional(value);
    subscriptions.add(() -> field.textProperty().unbindBidirectional(value));
    VBox box = new VBox(3, label, field);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  void focus() {
    count.requestFocus();
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
