package dev.chaperone.ui.window;

import dev.chaperone.ui.fx.Ui;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** The bar at the top: pages, filter, palette, theme and help. */
final class Header extends HBox {
  private final ToggleButton sessions = page("Sessions", "left-pill");
  private final ToggleButton agents = page("Agents & connect", "right-pill");

  Header(FilterBox filter, Runnable palette, Runnable theme, Runnable help) {
    super(12);
    getStyleClass().add("header");
    setAlignment(Pos.CENTER_LEFT);
    ToggleGroup group = new ToggleGroup();
    sessions.setToggleGroup(group);
    agents.setToggleGroup(group);
    sessions.setId("page-sessions");
    agents.setId("page-agents");
    Button find = new Button("Commands", Ui.icon(Feather.COMMAND));
    find.getStyleClass().addAll("flat", "small");
    find.setFocusTraversable(false);
    find.setTooltip(Ui.tooltip("Find any action (Ctrl+K)"));
    find.setOnAction(e -> palette.run());
    find.setMinWidth(USE_PREF_SIZE);
    HBox pages = Ui.row(0, sessions, agents);
    pages.setMinWidth(USE_PREF_SIZE);
    getChildren()
        .addAll(
            pages,
            filter,
            Ui.spacer(),
            find,
            Ui.iconButton(Feather.SUN, "Light, dark or as the system", theme),
            Ui.iconButton(Feather.HELP_CIRCLE, "Keyboard shortcuts (?)", help));
  }

  void onPage(Runnable toSessions, Runnable toAgents) {
    sessions.setOnAction(e -> toSessions.run());
    agents.setOnAction(e -> toAgents.run());
  }

  void showPage(boolean agentsPage) {
    sessions.setSelected(!agentsPage);
    agents.setSelected(agentsPage);
  }

  private static ToggleButton page(String text, String style) {
    ToggleButton button = new ToggleButton(text);
    button.getStyleClass().addAll(style, "small");
    button.setFocusTraversable(false);
    return button;
  }
}
