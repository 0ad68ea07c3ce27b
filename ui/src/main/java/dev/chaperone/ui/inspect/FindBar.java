package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Ui;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** Searches the text of the tab in sight, on and back, round its ends. */
final class FindBar extends HBox {
  /** Text that can be searched. */
  interface Target {
    String text();

    int caret();

    void select(int from, int to);
  }

  private final TextField field = new TextField();
  private final Label result = Ui.clipped("row-muted");
  private Target target;

  FindBar(Target first) {
    super(6);
    target = first;
    getStyleClass().add("find-bar");
    setAlignment(Pos.CENTER_LEFT);
    field.setPromptText("Find in this tab");
    field.setAccessibleText("Find in this tab");
    HBox.setHgrow(field, Priority.ALWAYS);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    getChildren()
        .addAll(
            field,
            result,
            Ui.iconButton(Feather.CHEVRON_UP, "Previous hit (Shift+F3)", () -> next(false)),
            Ui.iconButton(Feather.CHEVRON_DOWN, "Next hit (F3)", () -> next(true)),
            Ui.iconButton(Feather.X, "Close", this::close));
    Ui.show(this, false);
  }

  void open() {
    Ui.show(this, true);
    field.requestFocus();
    field.selectAll();
  }

  void target(Target now) {
    target = now;
    result.setText("");
  }

  void next(boolean forward) {
    String wanted = field.getText().toLowerCase(Locale.ROOT);
    String text = target.text().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      open();
      return;
    }
    int from = target.caret();
    int at =
        forward ? text.indexOf(wanted, from) : text.lastIndexOf(wanted, from - wanted.length() - 1);
    if (at < 0 || (!forward && from <= wanted.length())) {
      at = forward ? text.indexOf(wanted) : text.lastIndexOf(wanted);
    }
    Ui.setText(result, at < 0 ? "not found" : "");
    if (at >= 0) {
      target.select(at, at + wanted.length());
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      next(!event.isShiftDown());
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    }
  }

  private void close() {
    Ui.show(this, false);
  }
}
