package dev.chaperone.ui.model.action;

import java.util.List;

/** Every action of the window; menus, palette, help and keys are made from this table. */
public enum Action {
  NEXT_ROW("Next row", Category.MOVE, "Selects the row below.", "J", "Down", "shortcut+Down"),
  PREVIOUS_ROW("Previous row", Category.MOVE, "Selects the row above.", "K", "Up", "shortcut+Up"),
  FOLLOW("Follow the tail", Category.MOVE, "Keeps the newest row in sight, or stops.", "F"),
  LAST_ROW("Last row", Category.MOVE, "Goes to the newest row and follows.", "End"),
  FIRST_ROW("First row", Category.MOVE, "Goes to the first row.", "Home"),
  FOCUS_FILTER("Filter", Category.FIND, "Goes to the filter box.", "/", "shortcut+L"),
  CLEAR_FILTER("Clear the filter", Category.FIND, "Shows everything again.", "Esc"),
  PALETTE(
      "Command palette", Category.WINDOW, "Finds any action.", "shortcut+shift+P", "shortcut+K"),
  HELP("Keyboard shortcuts", Category.WINDOW, "Lists all actions and keys.", "?"),
  QUIT("Quit", Category.WINDOW, "Closes the window.", "shortcut+Q");

  private final String text;
  private final Category category;
  private final String description;
  private final List<String> keys;

  Action(String text, Category category, String description, String... keys) {
    this.text = text;
    this.category = category;
    this.description = description;
    this.keys = List.of(keys);
  }

  /** Where an action stands in menus and help. */
  public enum Category {
    WINDOW("Window"),
    VIEW("View"),
    MOVE("Move"),
    FIND("Find"),
    PLAY("Play"),
    COPY("Copy"),
    AGENTS("Agents");

    private final String text;

    Category(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** Stable, for kept key changes: {@code next-row}. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  public String text() {
    return text;
  }

  public Category category() {
    return category;
  }

  public String description() {
    return description;
  }

  /** In JavaFX's spelling such as {@code shortcut+shift+P}; the first is shown in menus. */
  public List<String> keys() {
    return keys;
  }
}
