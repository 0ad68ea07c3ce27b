package dev.chaperone.ui.window;

import dev.chaperone.console.PolicyStatus;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.PolicyModel;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** Says that a policy file which permits more waits to be confirmed, and in which ways it does. */
final class PolicyBar extends HBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final PolicyModel model;
  private final Label text = Ui.clipped("policy-text");
  private final Button confirm = new Button("Look and confirm…");

  PolicyBar(PolicyModel model, Runnable ask) {
    super(10);
    this.model = model;
    getStyleClass().add("policy-bar");
    setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    confirm.setId("confirm-policy");
    confirm.getStyleClass().add("small");
    confirm.setMinWidth(USE_PREF_SIZE);
    confirm.setOnAction(e -> ask.run());
    getChildren().addAll(Ui.icon(Feather.UNLOCK, "policy-icon"), text, Ui.tool(confirm));
    subscriptions.observe(model.statusProperty(), s -> refresh());
    subscriptions.observe(model.failureProperty(), f -> refresh());
    subscriptions.observe(model.busyProperty(), b -> refresh());
  }

  private void refresh() {
    Optional<PolicyStatus> waits = model.statusProperty().get().filter(p -> !p.waiting().isEmpty());
    Ui.show(this, waits.isPresent());
    Ui.setText(text, waits.map(this::words).orElse(""));
    confirm.setDisable(model.busyProperty().get());
  }

  private String words(PolicyStatus policy) {
    if (!model.failureProperty().get().isEmpty()) {
      return "The policy was not confirmed: " + model.failureProperty().get();
    }
    int more = policy.loosenings().size() - 1;
    return "The changed policy file permits more, so it waits for you: "
        + policy.loosenings().stream().findFirst().orElse("in ways that could not be told")
        + (more > 0 ? ", and " + more + " more" : "");
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
