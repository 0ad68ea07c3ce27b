package dev.chaperone.ui.window;

import dev.chaperone.ui.fx.Ui;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Asks before something is done that is hard to undo; the safe button has the focus. */
final class Question extends VBox {
  private final Button keep;

  /**
   * @param more shown between the text and the buttons
   */
  Question(
      String title,
      String words,
      List<Node> more,
      String no,
      String yes,
      Runnable close,
      Runnable act) {
    super(14);
    getStyleClass().add("question");
    setMaxSize(520, USE_PREF_SIZE);
    keep = new Button(no);
    keep.setOnAction(e -> close.run());
    Label text = Ui.label(words);
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    Button doIt = new Button(yes);
    doIt.getStyleClass().add("danger");
    doIt.setId("question-yes");
    doIt.setOnAction(
        e -> {
          close.run();
          act.run();
        });
    Label head = Ui.label(title, "session-title");
    head.setWrapText(true);
    head.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(head, text);
    getChildren().addAll(more);
    getChildren().add(Ui.row(8, Ui.spacer(), keep, doIt));
  }

  Button keep() {
    return keep;
  }
}
