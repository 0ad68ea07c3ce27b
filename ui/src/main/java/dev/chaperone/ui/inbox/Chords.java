package dev.chaperone.ui.inbox;

import dev.chaperone.ui.action.Keys;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.action.Action;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Makes the buttons of a card, each with its key beside its name. */
final class Chords {
  static final double GAP = 8;

  private Chords() {}

  /** Opens something or leaves; plain keys may press it. */
  static Button button(String text, Action action, Runnable run) {
    Button button = new Button(text);
    String key = action.keys().isEmpty() ? "" : Keys.text(action.keys().getFirst());
    Label cap = Ui.label(key, "key-cap");
    cap.setMinWidth(Label.USE_PREF_SIZE);
    button.setGraphic(cap);
    button.setContentDisplay(ContentDisplay.RIGHT);
    button.setGraphicTextGap(GAP);
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.setTooltip(Ui.tooltip(action.description() + " (" + key + ")"));
    button.setAccessibleText(text);
    button.setAccessibleHelp(key);
    button.getStyleClass().add("small");
    button.setOnAction(e -> run.run());
    return Ui.tool(button);
  }

  /**
   * Decides: by the chord or a click, never by Space or Enter that was meant for something else.
   */
  static Button deciding(String text, Action action, Runnable run) {
    Button button = button(text, action, run);
    button.addEventFilter(KeyEvent.KEY_PRESSED, Chords::stopPlain);
    button.addEventFilter(KeyEvent.KEY_RELEASED, Chords::stopPlain);
    return button;
  }

  private static void stopPlain(KeyEvent event) {
    boolean plain = !event.isShortcutDown() && !event.isControlDown();
    if (plain && (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER)) {
      event.consume();
    }
  }
}
