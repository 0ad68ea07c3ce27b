package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.ByteCap;
import dev.chaperone.ui.model.inbox.DecisionModel;
import dev.chaperone.ui.model.inbox.HoldCard;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/** Where a person names a cap on the bytes billed: lower than the one shown, or the only one. */
final class CapField extends HBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final TextField field = new TextField();
  private final Label label = Ui.label("Lower cap", "fact-name");

  CapField(DecisionModel model) {
    super(8);
    getStyleClass().add("cap-field");
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    field.setId("cap");
    field.setPrefColumnCount(8);
    field.textProperty().bindBidirectional(model.capProperty());
    subscriptions.add(() -> field.textProperty().unbindBidirectional(model.capProperty()));
    label.setLabelFor(field);
    label.setMinWidth(USE_PREF_SIZE);
    field.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(label, field);
  }

  void show(HoldCard card) {
    boolean must = card.request().map(ByteCap::mustBeNamed).orElse(false);
    label.setText(must ? "Cap (needed)" : "Lower cap");
    field.setPromptText(must ? "10 GiB" : "optional");
    field.setAccessibleText(must ? "Cap in bytes, needed" : "Lower cap in bytes, optional");
    Ui.show(this, card.request().map(ByteCap::applies).orElse(false));
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
