package dev.chaperone.ui.operator;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.operator.OperatorModel;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;

/** Asks for the passphrase, or to sign in, before something only an operator may do. */
public final class OperatorPanel extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final OperatorModel model;
  private final boolean signIn;
  private final PasswordField passphrase = new PasswordField();
  private final Button go = new Button();
  private final Label failure = Ui.label("", "problem");

  public OperatorPanel(OperatorModel model, OperatorModel.Question question) {
    super(14);
    this.model = model;
    signIn = question.isSignIn();
    getStyleClass().add("question");
    setMaxSize(440, USE_PREF_SIZE);
    passphrase.setId("operator-passphrase");
    passphrase.setPromptText("Passphrase");
    passphrase.setAccessibleText("Operator's passphrase");
    passphrase.setOnAction(e -> prove());
    go.setId("operator-unlock");
    go.setText(signIn ? "Sign in with the browser" : "Unlock");
    go.getStyleClass().add("accent");
    go.setOnAction(e -> prove());
    Button cancel = new Button("Cancel");
    cancel.setOnAction(e -> model.cancel());
    failure.setWrapText(true);
    getChildren().addAll(Ui.label("Are you the operator?", "session-title"), text());
    if (!signIn) {
      getChildren().add(passphrase);
    }
    getChildren().addAll(failure, Ui.row(8, Ui.spacer(), cancel, go));
    subscriptions.observe(model.failureProperty(), this::failed);
    subscriptions.observe(model.busyProperty(), this::busy);
  }

  private Label text() {
    Label text =
        Ui.label(
            (signIn
                    ? "Only an operator may do this. Sign in, and it is done."
                    : "Only an operator may do this. Give the passphrase, and it is done.")
                + " The window then stays unlocked until it is not used for 10 minutes.");
    text.setWrapText(true);
    return text;
  }

  /** What the focus belongs on. */
  public Node first() {
    return signIn ? go : passphrase;
  }

  private void prove() {
    if (signIn) {
      model.signIn();
    } else if (!passphrase.getText().isEmpty()) {
      model.answer(passphrase.getText().toCharArray());
      passphrase.clear();
    }
  }

  private void failed(String why) {
    Ui.setText(failure, why);
    Ui.show(failure, !why.isEmpty());
    if (!why.isEmpty()) {
      first().requestFocus();
    }
  }

  private void busy(boolean now) {
    go.setDisable(now);
    passphrase.setDisable(now);
  }

  @Override
  public void close() {
    subscriptions.close();
    passphrase.clear();
  }
}
