package dev.chaperone.ui.action;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.model.action.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Turns keys into actions wherever the focus is. Plain keys belong to a text field while one has
 * the focus; signs such as {@code ?} are taken as typed, so that they work on any keyboard.
 */
public final class Keys {
  private static final int SIGN = 1;

  private final Map<KeyCombination, List<Action>> combinations = new LinkedHashMap<>();
  private final Map<String, Action> signs = new LinkedHashMap<>();
  private final Consumer<Action> run;
  private final Predicate<Action> here;

  /**
   * @param here whether an action's keys mean anything on the page in sight; where two actions
   *     share a key, the one of fewer pages goes first
   */
  public Keys(Consumer<Action> run, Predicate<Action> here) {
    this.run = run;
    this.here = here;
    for (Action action : Action.values()) {
      for (String key : action.keys()) {
        if (isSign(key)) {
          signs.put(key, action);
        } else {
          List<Action> sharing =
              combinations.computeIfAbsent(KeyCombination.valueOf(key), k -> new ArrayList<>());
          sharing.add(action.category() == Action.Category.DECIDE ? 0 : sharing.size(), action);
        }
      }
    }
  }

  /** What a menu shows as the action's key. */
  public static Optional<KeyCombination> shown(Action action) {
    return action.keys().stream()
        .filter(key -> !isSign(key))
        .findFirst()
        .map(KeyCombination::valueOf);
  }

  /** A key as people read it: {@code Ctrl+Shift+P}. */
  public static String text(String key) {
    if (isSign(key)) {
      return key;
    }
    String text =
        KeyCombination.valueOf(key)
            .getDisplayText()
            .replace("\u21B5", "Enter")
            .replace("\u232B", "Backspace")
            .replace("Back Space", "Backspace");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "left" -> "←";
      case "right" -> "→";
      case "up" -> "↑";
      case "down" -> "↓";
      case "escape", "esc" -> "Esc";
      default -> text;
    };
  }

  public void install(Node root, Subscriptions subscriptions) {
    subscriptions.handle(root, KeyEvent.KEY_PRESSED, this::pressed);
    subscriptions.handle(root, KeyEvent.KEY_TYPED, this::typed);
  }

  private static boolean isSign(String key) {
    return key.length() == SIGN && !Character.isLetterOrDigit(key.charAt(0));
  }

  private void pressed(KeyEvent event) {
    boolean plain = !event.isShortcutDown() && !event.isControlDown() && !event.isAltDown();
    if (plain && inText(event) && event.getCode() != KeyCode.ESCAPE) {
      return;
    }
    if (plain && event.getCode() == KeyCode.SPACE && event.getTarget() instanceof ButtonBase) {
      return;
    }
    for (Map.Entry<KeyCombination, List<Action>> entry : combinations.entrySet()) {
      if (entry.getKey().match(event)) {
        entry.getValue().stream()
            .filter(here)
            .findFirst()
            .ifPresent(
                action -> {
                  run.accept(action);
                  event.consume();
                });
        return;
      }
    }
  }

  private void typed(KeyEvent event) {
    Action action = signs.get(event.getCharacter());
    if (action != null
        && here.test(action)
        && !inText(event)
        && !event.isControlDown()
        && !event.isAltDown()) {
      run.accept(action);
      event.consume();
    }
  }

  private static boolean inText(KeyEvent event) {
    return event.getTarget() instanceof TextInputControl field && field.isEditable();
  }
}
