package dev.chaperone.ui.action;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.action.Actions;
import dev.chaperone.ui.rows.RowCell;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.rows.RowSource;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Finds any action by words and runs it. */
public final class CommandPalette extends VBox {
  private static final double ROW = 34;

  private final TextField field = new TextField();
  private final RowList<Action> list = new RowList<>("Actions", ROW, Row::new);
  private final Label none = Ui.label("No action has these words", "row-muted", "palette-none");
  private final Overlay overlay;
  private final Consumer<Action> run;
  private List<Action> found = List.of();

  public CommandPalette(Overlay overlay, Consumer<Action> run) {
    this.overlay = overlay;
    this.run = run;
    getStyleClass().add("palette");
    setMaxSize(560, USE_PREF_SIZE);
    field.setPromptText("What do you want to do?");
    field.setId("palette-field");
    field.setAccessibleText("Find an action");
    list.setPrefHeight(ROW * 10);
    getChildren().addAll(field, none, list);
    field.textProperty().addListener((o, before, now) -> search(now));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> runSelected());
    search("");
  }

  public void open() {
    field.clear();
    search("");
    overlay.open(this, field);
  }

  private void search(String words) {
    found = Actions.search(words);
    list.setSource(RowSource.of(found));
    list.select(found.isEmpty() ? -1 : 0);
    Ui.show(none, found.isEmpty());
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> list.move(1);
      case UP -> list.move(-1);
      case ENTER -> runSelected();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void runSelected() {
    int index = list.selected();
    if (index >= 0 && index < found.size()) {
      overlay.close();
      run.accept(found.get(index));
    }
  }

  /** One action with its category and keys. */
  private static final class Row extends RowCell<Action> {
    private final Label category = Ui.label("", "row-muted");
    private final Label text = Ui.clipped();
    private final Label key = Ui.label("", "key-cap");

    Row() {
      getStyleClass().add("palette-row");
      setAlignment(Pos.CENTER_LEFT);
      setSpacing(10);
      category.setMinWidth(70);
      category.setPrefWidth(70);
      key.setMinWidth(USE_PREF_SIZE);
      text.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(text, Priority.ALWAYS);
      getChildren().addAll(category, text, key);
    }

    @Override
    protected void show(Action action) {
      category.setText(action.category().text());
      Ui.setText(text, action.text());
      Ui.show(key, !action.keys().isEmpty());
      key.setText(action.keys().isEmpty() ? "" : Keys.text(action.keys().getFirst()));
      setAccessibleText(action.text());
    }
  }
}
