package dev.chaperone.ui.action;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.action.Actions;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** All actions and their keys on one page. */
public final class HelpPanel extends VBox {
  private final Overlay overlay;
  private final ScrollPane scroll;

  public HelpPanel(Overlay overlay) {
    super(12);
    this.overlay = overlay;
    getStyleClass().add("help");
    setMaxSize(1110, USE_PREF_SIZE);
    VBox middle =
        column(
            Action.Category.MOVE,
            Action.Category.FIND,
            Action.Category.DECIDE,
            Action.Category.COPY,
            Action.Category.AGENTS);
    VBox right = column(Action.Category.PLAY);
    right.getChildren().add(more());
    HBox columns =
        new HBox(32, column(Action.Category.WINDOW, Action.Category.VIEW), middle, right);
    scroll = new ScrollPane(columns);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    HBox head =
        Ui.row(
            8,
            Ui.label("Keyboard shortcuts", "pane-title"),
            Ui.spacer(),
            Ui.label("Esc closes", "row-muted"));
    getChildren().addAll(head, scroll);
  }

  public void open() {
    overlay.open(this, scroll);
  }

  private static VBox column(Action.Category... categories) {
    VBox column = new VBox(16);
    for (Action.Category category : categories) {
      column.getChildren().add(group(category, Actions.in(category)));
    }
    return column;
  }

  private static VBox group(Action.Category category, List<Action> actions) {
    VBox box = new VBox(1, Ui.label(category.text(), "section-title"));
    for (Action action : actions) {
      if (action.compareTo(Action.JUMP_0) > 0 && action.compareTo(Action.JUMP_90) <= 0) {
        continue;
      }
      if (action == Action.JUMP_0) {
        box.getChildren()
            .add(row("Jump to 0 % … 90 %", action.description(), List.of("0", "…", "9")));
        continue;
      }
      List<String> keys = action.keys().stream().map(Keys::text).distinct().toList();
      box.getChildren().add(row(action.text(), action.description(), keys));
    }
    return box;
  }

  /** What the tables and the timeline take besides the actions' keys. */
  private static VBox more() {
    VBox box = new VBox(1, Ui.label("Result rows and timeline", "section-title"));
    box.getChildren()
        .addAll(
            row("Whole value of a cell", "Also by double click", List.of("Enter")),
            row("Copy cell, row or column", "As text with tabs", List.of("Ctrl+C")),
            row("Select row", "Or click its number", List.of("Shift+Space")),
            row("Select column", "Or click its name", List.of("Ctrl+Space")),
            row("Fit a column", "Drag the edge for any width", List.of("double click on edge")),
            row("Zoom at the pointer", "On the timeline", List.of("Ctrl+scroll")),
            row("Pan the timeline", "On the timeline", List.of("Shift+scroll")));
    return box;
  }

  private static HBox row(String name, String description, List<String> keys) {
    HBox caps = new HBox(4);
    caps.setAlignment(Pos.CENTER_RIGHT);
    for (String key : keys) {
      Label cap = Ui.label(key, "key-cap");
      cap.setMinWidth(USE_PREF_SIZE);
      caps.getChildren().add(cap);
    }
    Label text = Ui.clipped();
    Ui.setText(text, name);
    text.getTooltip().setText(description);
    HBox row = Ui.row(8, text, Ui.spacer(), caps);
    row.setPrefWidth(326);
    row.setMinHeight(21);
    return row;
  }
}
