package dev.chaperone.ui.model.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsTest {
  @ParameterizedTest
  @CsvSource({
    "next frame, NEXT_FRAME", "nf, NEXT_FRAME", "play, PLAY_PAUSE", "cop sql, COPY_SQL",
    "raw, SHOW_RAW", "FOLLOW, FOLLOW", "theme, NEXT_THEME", "whole, ZOOM_ALL"
  })
  void findsTheBestFirst(String query, Action expected) {
    assertThat(Actions.search(query).getFirst()).isEqualTo(expected);
  }

  @Test
  void anEmptyQueryListsEverythingAndNonsenseNothing() {
    assertThat(Actions.search(" ")).containsExactly(Action.values());
    assertThat(Actions.search("qqqq")).isEmpty();
  }

  @Test
  void noKeyHasTwoMeaningsInOnePlace() {
    Map<String, Action> keys = new HashMap<>();
    for (Action action : Action.values()) {
      // "Later" is the inbox's own meaning of Esc.
      boolean ofOnePage = action == Action.LATER;
      for (String key : action.keys()) {
        assertThat(keys.put((ofOnePage ? "inbox " : "") + key, action)).as(key).isNull();
      }
    }
  }

  @Test
  void everyActionIsInOneMenuAndSaysWhatItDoes() {
    assertThat(Arrays.stream(Action.Category.values()).mapToInt(c -> Actions.in(c).size()).sum())
        .isEqualTo(Action.values().length);
    assertThat(Action.values()).allSatisfy(a -> assertThat(a.description()).isNotBlank());
    assertThat(Actions.byId("next-row")).contains(Action.NEXT_ROW);
  }
}
