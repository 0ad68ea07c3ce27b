package dev.chaperone.ui.model.action;

import java.util.List;
import java.util.Locale;

/** Every action of the window; menus, palette, help and keys are made from this table. */
public enum Action {
  PALETTE(
      "Command palette",
      Category.WINDOW,
      "Finds any action by words",
      "shortcut+shift+P",
      "shortcut+K"),
  HELP("Keyboard shortcuts", Category.WINDOW, "Lists all actions with their keys", "?", "F1"),
  QUIT("Quit", Category.WINDOW, "Closes the window; the gateway inside it stops", "shortcut+Q"),

  SHOW_SESSIONS("Sessions", Category.VIEW, "Shows sessions, live and recorded", "alt+1"),
  SHOW_CONNECT(
      "Agents and connect",
      Category.VIEW,
      "Shows agents and how to connect their clients",
      "alt+2"),
  SHOW_INBOX("Inbox", Category.VIEW, "Shows requests that wait for a decision", "alt+5"),
  SHOW_TAGS(
      "Tags", Category.VIEW, "Shows columns seen, detector finds and derived tables", "alt+6"),
  SHOW_EXCHANGES("Exchanges", Category.VIEW, "Lists the session's requests", "alt+3"),
  SHOW_FRAMES("Frames", Category.VIEW, "Lists every frame of the session", "alt+4"),
  TOGGLE_LIST("Exchanges or frames", Category.VIEW, "Changes between the two lists", "T"),
  SHOW_SQL("SQL", Category.VIEW, "Shows the statement in the inspector", "shortcut+1"),
  SHOW_RESULTS(
      "Result rows", Category.VIEW, "Shows the result rows in the inspector", "shortcut+2"),
  SHOW_REQUEST("Request", Category.VIEW, "Shows the request in the inspector", "shortcut+3"),
  SHOW_RESPONSE("Response", Category.VIEW, "Shows the response in the inspector", "shortcut+4"),
  SHOW_TIMING("Timing", Category.VIEW, "Shows the exchange's steps in the inspector", "shortcut+5"),
  SHOW_DECISION("Decision", Category.VIEW, "Shows what policy said in the inspector", "shortcut+6"),
  SHOW_RAW("Raw frame", Category.VIEW, "Shows the frame itself in the inspector", "shortcut+7"),
  NEXT_THEME(
      "Light, dark or system", Category.VIEW, "Changes to the next theme", "shortcut+shift+T"),
  TEXT_LARGER(
      "Larger text",
      Category.VIEW,
      "Shows everything larger",
      "shortcut+Plus",
      "shortcut+Equals",
      "shortcut+Add"),
  TEXT_SMALLER(
      "Smaller text",
      Category.VIEW,
      "Shows everything smaller",
      "shortcut+Minus",
      "shortcut+Subtract"),
  TEXT_USUAL("Usual text size", Category.VIEW, "Shows everything at 100 %", "shortcut+0"),
  ZOOM_IN("Zoom timeline in", Category.VIEW, "Shows less of the timeline", "+"),
  ZOOM_OUT("Zoom timeline out", Category.VIEW, "Shows more of the timeline", "-"),
  ZOOM_ALL(
      "Whole session on timeline", Category.VIEW, "Shows the whole session on the timeline", "="),
  ABSOLUTE_TIME("Absolute time", Category.VIEW, "Wall-clock times, or times since the start", "A"),

  NEXT_ROW("Next row", Category.MOVE, "Selects the row below", "J", "Down", "shortcut+Down"),
  PREVIOUS_ROW("Previous row", Category.MOVE, "Selects the row above", "K", "Up", "shortcut+Up"),
  NEXT_SESSION("Next session", Category.MOVE, "Selects the session below", "shift+J"),
  PREVIOUS_SESSION("Previous session", Category.MOVE, "Selects the session above", "shift+K"),
  FIRST_ROW("First row", Category.MOVE, "Goes to the first row", "Home"),
  LAST_ROW("Last row", Category.MOVE, "Goes to the newest row and follows", "End"),
  FOLLOW("Follow the tail", Category.MOVE, "Keeps the newest row in sight, or stops", "F"),

  FOCUS_FILTER("Filter", Category.FIND, "Goes to the filter box", "/", "shortcut+L"),
  CLEAR_FILTER("Clear the filter", Category.FIND, "Shows everything again", "Esc"),
  FIND("Find in detail", Category.FIND, "Searches what the inspector shows", "shortcut+F"),
  FIND_NEXT("Next hit", Category.FIND, "Goes to the next hit", "F3"),
  FIND_PREVIOUS("Previous hit", Category.FIND, "Goes to the previous hit", "shift+F3"),

  PLAY_PAUSE("Play or pause", Category.PLAY, "Plays the session from the cursor", "Space"),
  PREVIOUS_FRAME("Previous frame", Category.PLAY, "One frame back", ","),
  NEXT_FRAME("Next frame", Category.PLAY, "One frame on", "."),
  PREVIOUS_EXCHANGE("Previous exchange", Category.PLAY, "One exchange back", "shift+Comma"),
  NEXT_EXCHANGE("Next exchange", Category.PLAY, "One exchange on", "shift+Period"),
  BACK_5("Back 5 seconds", Category.PLAY, "Five seconds back", "Left"),
  FORWARD_5("Forward 5 seconds", Category.PLAY, "Five seconds on", "Right"),
  BACK_TENTH("Back 10 %", Category.PLAY, "A tenth of the session back", "shift+Left"),
  FORWARD_TENTH("Forward 10 %", Category.PLAY, "A tenth of the session on", "shift+Right"),
  PREVIOUS_MARKER("Previous marker", Category.PLAY, "To the error or gap before", "["),
  NEXT_MARKER("Next marker", Category.PLAY, "To the next error or gap", "]"),
  SLOWER("Slower", Category.PLAY, "Half the speed", "alt+Comma"),
  FASTER("Faster", Category.PLAY, "Twice the speed", "alt+Period"),
  SKIP_IDLE("Skip idle time", Category.PLAY, "Cuts long gaps short, or not", "I"),
  GO_LIVE("Go live", Category.PLAY, "To the tail of a session that still grows", "L"),
  JUMP_0("Jump to the start", Category.PLAY, "To the start of the session", "0"),
  JUMP_10("Jump to 10 %", Category.PLAY, "To 10 % of the session", "1"),
  JUMP_20("Jump to 20 %", Category.PLAY, "To 20 % of the session", "2"),
  JUMP_30("Jump to 30 %", Category.PLAY, "To 30 % of the session", "3"),
  JUMP_40("Jump to 40 %", Category.PLAY, "To 40 % of the session", "4"),
  JUMP_50("Jump to 50 %", Category.PLAY, "To the middle of the session", "5"),
  JUMP_60("Jump to 60 %", Category.PLAY, "To 60 % of the session", "6"),
  JUMP_70("Jump to 70 %", Category.PLAY, "To 70 % of the session", "7"),
  JUMP_80("Jump to 80 %", Category.PLAY, "To 80 % of the session", "8"),
  JUMP_90("Jump to 90 %", Category.PLAY, "To 90 % of the session", "9"),

  NEXT_HELD(
      "Next held request", Category.DECIDE, "To the next request that waits", "shortcut+Period"),
  PREVIOUS_HELD(
      "Previous held request",
      Category.DECIDE,
      "To the request that waits before",
      "shortcut+Comma"),
  APPROVE(
      "Approve once", Category.DECIDE, "Runs the held request, this one only", "shortcut+Enter"),
  APPROVE_LIKE(
      "Approve like this",
      Category.DECIDE,
      "Asks how often and how long others like it may run",
      "shortcut+shift+Enter"),
  EDIT_APPROVE(
      "Edit and approve", Category.DECIDE, "Runs another statement in its place", "shortcut+E"),
  DENY("Deny", Category.DECIDE, "The held request does not run", "shortcut+Backspace"),
  DENY_REASON(
      "Deny with reason",
      Category.DECIDE,
      "Asks for the reason that the agent is told",
      "shortcut+shift+Backspace"),
  LATER("Later", Category.DECIDE, "Leaves it undecided and goes to the next", "Esc"),
  SHOW_GRANTS("Grants", Category.DECIDE, "Lists what was approved in advance, to revoke it"),
  CONFIRM_POLICY(
      "Confirm the waiting policy",
      Category.DECIDE,
      "Shows what a policy file that waits permits, and asks"),

  COPY_SQL("Copy SQL", Category.COPY, "Copies the statement", "shortcut+shift+C"),
  COPY_ROWS("Copy result rows", Category.COPY, "Copies the result rows as CSV"),
  COPY_RESPONSE("Copy response", Category.COPY, "Copies the response as shown"),
  COPY_POLICY_LINE(
      "Copy policy line",
      Category.COPY,
      "Copies the line that tags the column chosen among detector finds"),

  NEW_AGENT("New agent", Category.AGENTS, "Creates an agent with a token of its own", "shortcut+N"),
  REVOKE_AGENT("Revoke agent", Category.AGENTS, "Makes all tokens of the agent void at once"),
  COPY_CONNECT("Copy connect text", Category.AGENTS, "Copies what the client's shell needs");

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
    DECIDE("Decide"),
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
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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

  /**
   * Modifiers and key as in JavaFX's {@code KeyCombination}, such as {@code shortcut+shift+P}, or
   * the one character that is typed, such as {@code ?}; the first is shown in menus.
   */
  public List<String> keys() {
    return keys;
  }
}
