package dev.chaperone.ui.action;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.action.Actions;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.HBox;

/** Makes the menu bar from the table of actions, one menu per category. */
public final class Menus {
  private static final double WIDTH = 270;

  private Menus() {}

  public static MenuBar bar(Consumer<Action> run) {
    MenuBar bar = new MenuBar();
    bar.getStyleClass().add("main-menu");
    for (Action.Category category : Action.Category.values()) {
      List<Action> actions = Actions.in(category);
      if (!actions.isEmpty()) {
        Menu menu = new Menu(category.text());
        for (Action action : actions) {
          menu.getItems().add(item(action, run));
        }
        bar.getMenus().add(menu);
      }
    }
    return bar;
  }

  /** Some actions, for what lies under the mouse. */
  public static ContextMenu context(Consumer<Action> run, Action... actions) {
    ContextMenu menu = new ContextMenu();
    for (Action action : actions) {
      menu.getItems().add(item(action, run));
    }
    return menu;
  }

  /** Shows the menu where a node is asked for one, by mouse or by key. */
  public static void attach(ContextMenu menu, Node node) {
    node.addEventHandler(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
        e -> {
          menu.show(node, e.getScreenX(), e.getScreenY());
          e.consume();
        });
  }

  /** The key stands as text: {@link Keys} alone reacts to keys, so nothing runs twice. */
  private static MenuItem item(Action action, Consumer<Action> run) {
    HBox row = Ui.row(24, new Label(action.text()), Ui.spacer());
    row.setMinWidth(WIDTH);
    row.setPrefWidth(WIDTH);
    if (!action.keys().isEmpty()) {
      row.getChildren().add(Ui.label(Keys.text(action.keys().getFirst()), "menu-key"));
    }
    MenuItem item = new CustomMenuItem(row, true);
    item.setId("menu-" + action.id());
    item.setOnAction(e -> run.accept(action));
    return item;
  }
}
