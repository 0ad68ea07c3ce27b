package dev.chaperone.ui.window;

import dev.chaperone.ui.fx.Ui;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Asks before an agent is revoked; the safe button has the focus. */
final class RevokeQuestion extends VBox {
  private final Button keep = new Button("Keep it");

  RevokeQuestion(String agent, Runnable close, Consumer<String> revoke) {
    super(14);
    getStyleClass().add("question");
    setMaxSize(440, USE_PREF_SIZE);
    Label text =
        Ui.label(
            "All of its tokens are void at once: requests it makes from now on are refused. What"
                + " is recorded of it stays.");
    text.setWrapText(true);
    Button yes = new Button("Revoke " + agent);
    yes.getStyleClass().add("danger");
    yes.setOnAction(
        e -> {
          close.run();
          revoke.accept(agent);
        });
    keep.setOnAction(e -> close.run());
    getChildren()
        .addAll(
            Ui.label("Revoke " + agent + "?", "session-title"),
            text,
            Ui.row(8, Ui.spacer(), keep, yes));
  }

  Button keep() {
    return keep;
  }
}
