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
    setMaxSize(1110, 700);
    HBox columns =
        new HBox(
            32,
            column(Action.Category.WINDOW, Action.Category.VIEW),
            column(
                Action.Category.MOVE,
                Action.Category.FIND,
                Action.Category.COPY,
                Action.Category.AGENTS),
            column(Action.Category.PLAY));
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
      HBox keys = new HBox(4);
      keys.setAlignment(Pos.CENTER_RIGHT);
      for (String key : action.keys()) {
        Label cap = Ui.label(Keys.text(key), "key-cap");
        cap.setMinWidth(USE_PREF_SIZE);
        keys.getChildren().add(cap);
      }
      Label text = Ui.clipped();
      Ui.setText(text, action.text());
      text.getTooltip().setText(action.description());
      HBox row = Ui.row(8, text, Ui.spacer(), keys);
      row.setPrefWidth(326);
      row.setMinHeight(21);
      box.getChildren().add(row);
    }
    return box;
  }
}
