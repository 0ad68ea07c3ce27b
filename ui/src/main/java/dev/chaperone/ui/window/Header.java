package dev.chaperone.ui.window;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.settings.ThemeModel;
import dev.chaperone.ui.model.text.Units;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bar at the top: pages, filter, palette, theme and help. */
final class Header extends HBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final FontIcon look = Ui.icon(Feather.SUN);
  private final Button appearance;
  private final ToggleButton sessions = Ui.segment("Sessions", "left");
  private final Label badge = Ui.label("", "badge");
  private final ToggleButton inbox = Ui.segment("Inbox", "center");
  private final ToggleButton tags = Ui.segment("Tags", "center");
  private final ToggleButton agents = Ui.segment("Agents and connect", "right");

  Header(
      FilterBox filter,
      FilterBox inboxFilter,
      ReadOnlyIntegerProperty waiting,
      Runnable palette,
      ThemeModel theme,
      Runnable help) {
    super(12);
    appearance = Ui.iconButton(Feather.SUN, "Appearance", theme::next);
    appearance.setGraphic(look);
    subscriptions.observe(theme.choiceProperty(), this::appearance);
    getStyleClass().add("header");
    setAlignment(Pos.CENTER_LEFT);
    ToggleGroup group = new ToggleGroup();
    sessions.setToggleGroup(group);
    inbox.setToggleGroup(group);
    tags.setToggleGroup(group);
    tags.setId("page-tags");
    agents.setToggleGroup(group);
    inbox.setId("page-inbox");
    inbox.setContentDisplay(ContentDisplay.RIGHT);
    badge.setMinWidth(USE_PREF_SIZE);
    subscriptions.observe(waiting, now -> count(now.intValue()));
    sessions.setId("page-sessions");
    agents.setId("page-agents");
    Button find = Ui.tool(new Button("Commands", Ui.icon(Feather.COMMAND)));
    find.getStyleClass().addAll("flat", "small");
    find.setTooltip(Ui.tooltip("Find any action (Ctrl+K)"));
    find.setOnAction(e -> palette.run());
    find.setMinWidth(USE_PREF_SIZE);
    HBox pages = Ui.row(0, sessions, inbox, tags, agents);
    pages.setMinWidth(USE_PREF_SIZE);
    getChildren()
        .addAll(
            pages,
            filter,
            inboxFilter,
            Ui.spacer(),
            find,
            appearance,
            Ui.iconButton(Feather.HELP_CIRCLE, "Keyboard shortcuts (?)", help));
  }

  /** The number is a badge: it stands in the text as well as in colour. */
  private void count(int waiting) {
    badge.setText(Units.count(waiting));
    inbox.setGraphic(waiting == 0 ? null : badge);
    inbox.setAccessibleText(
        waiting == 0
            ? "Inbox"
            : "Inbox, " + Texts.counted(waiting, "request waits", "requests wait"));
  }

  void onPage(Consumer<Page> show) {
    for (Page page : Page.values()) {
      Ui.onChosen(button(page), () -> show.accept(page));
    }
  }

  void showPage(Page page) {
    button(page).setSelected(true);
  }

  private ToggleButton button(Page page) {
    return switch (page) {
      case SESSIONS -> sessions;
      case INBOX -> inbox;
      case TAGS -> tags;
      case AGENTS -> agents;
    };
  }

  private void appearance(ThemeModel.Choice choice) {
    look.setIconCode(
        switch (choice) {
          case SYSTEM -> Feather.MONITOR;
          case LIGHT -> Feather.SUN;
          case DARK -> Feather.MOON;
        });
    String name = "Appearance: " + choice.text().toLowerCase(Locale.ROOT) + " (Ctrl+Shift+T)";
    appearance.getTooltip().setText(name);
    appearance.setAccessibleText(name);
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
