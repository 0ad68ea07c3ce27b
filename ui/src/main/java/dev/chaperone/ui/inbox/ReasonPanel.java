package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.inbox.DecisionModel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks for the reason of a denial, word for word what the agent is told. */
final class ReasonPanel extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final TextField reason = new TextField();

  ReasonPanel(DecisionModel model) {
    super(10);
    getStyleClass().add("card-panel");
    reason.setId("deny-reason");
    reason.setPromptText("Such as: use the daily aggregate in shop.sales_by_day");
    reason.setAccessibleText("Reason that the agent is told");
    reason.textProperty().bindBidirectional(model.reasonProperty());
    subscriptions.add(() -> reason.textProperty().unbindBidirectional(model.reasonProperty()));
    Label title = Ui.label("Deny; the agent is told these words", "section-title");
    title.setLabelFor(reason);
    Button deny = Chords.deciding("Deny with this reason", Action.APPROVE, model::approve);
    deny.setTooltip(Ui.tooltip("The request does not run, and the agent is told why (Ctrl+Enter)"));
    deny.setId("deny-with-reason");
    deny.getStyleClass().add("danger");
    Button back = Chords.button("Back", Action.LATER, model::later);
    getChildren().addAll(title, reason, Ui.row(8, deny, Ui.spacer(), back));
  }

  void focus() {
    reason.requestFocus();
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
