package dev.chaperone.ui.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.Nodes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys that people know from like tools, and the page that lists them. */
class KeyboardMapTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NEXT_ROW | J Down shortcut+Down",
        "PREVIOUS_ROW | K Up shortcut+Up",
        "FOLLOW | F",
        "FIRST_ROW | Home",
        "LAST_ROW | End",
        "FOCUS_FILTER | / shortcut+L",
        "CLEAR_FILTER | Esc",
        "FIND | shortcut+F",
        "FIND_NEXT | F3",
        "FIND_PREVIOUS | shift+F3",
        "PALETTE | shortcut+shift+P shortcut+K",
        "HELP | ?",
        "SHOW_SESSIONS | alt+1",
        "SHOW_CONNECT | alt+2",
        "SHOW_EXCHANGES | alt+3",
        "SHOW_FRAMES | alt+4",
        "PLAY_PAUSE | Space",
        "PREVIOUS_FRAME | ,",
        "NEXT_FRAME | .",
        "BACK_5 | Left",
        "FORWARD_5 | Right",
        "BACK_TENTH | shift+Left",
        "FORWARD_TENTH | shift+Right",
        "JUMP_0 | 0",
        "JUMP_90 | 9",
        "PREVIOUS_MARKER | [",
        "NEXT_MARKER | ]",
        "ABSOLUTE_TIME | A",
        "SHOW_INBOX | alt+5",
        "SHOW_TAGS | alt+6",
        "NEXT_HELD | shortcut+Period",
        "PREVIOUS_HELD | shortcut+Comma",
        "APPROVE | shortcut+Enter",
        "DENY | shortcut+Backspace",
        "DENY_REASON | shortcut+shift+Backspace",
        "EDIT_APPROVE | shortcut+E",
        "LATER | Esc",
        "TEXT_LARGER | shortcut+Plus",
        "TEXT_SMALLER | shortcut+Minus",
        "TEXT_USUAL | shortcut+0"
      })
  void anActionHasTheKeysThatPeopleKnow(Action action, String keys) {
    assertThat(action.keys()).contains(keys.split(" "));
  }

  @Test
  void helpListsEveryActionAndItsKeys() {
    List<String> texts =
        Fx.call(
            () -> {
              HelpPanel help = new HelpPanel(new Overlay());
              Fx.lay(help, 1200, 800);
              return Nodes.seen(help, Label.class).stream().map(Label::getText).toList();
            });
    for (Action action : Action.values()) {
      boolean jump = action.name().startsWith("JUMP_");
      assertThat(texts).contains(jump ? "Jump to 0 % … 90 %" : action.text());
      Set<String> keys = action.keys().stream().map(Keys::text).collect(Collectors.toSet());
      assertThat(jump ? Set.of("0", "9") : keys).allMatch(texts::contains);
    }
  }
}
