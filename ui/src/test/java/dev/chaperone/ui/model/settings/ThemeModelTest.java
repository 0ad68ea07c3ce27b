package dev.chaperone.ui.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThemeModelTest {
  private final Map<String, String> kept = new HashMap<>();
  private final Preferences preferences =
      new Preferences() {
        @Override
        public Optional<String> get(String key) {
          return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void put(String key, String value) {
          kept.put(key, value);
        }
      };

  @Test
  void followsTheSystemUntilToldOtherwise() {
    ThemeModel theme = new ThemeModel(preferences);
    theme.systemDarkProperty().set(true);
    assertThat(theme.darkProperty().get()).isTrue();
    theme.choiceProperty().set(ThemeModel.Choice.LIGHT);
    assertThat(theme.darkProperty().get()).isFalse();
  }

  @Test
  void theChoiceIsKept() {
    new ThemeModel(preferences).choiceProperty().set(ThemeModel.Choice.DARK);
    ThemeModel later = new ThemeModel(preferences);
    assertThat(later.darkProperty().get()).isTrue();
    later.next();
    assertThat(later.choiceProperty().get()).isEqualTo(ThemeModel.Choice.SYSTEM);
  }

  @Test
  void aKeptValueOfAnotherVersionIsPassedOver() {
    kept.put("theme", "SEPIA");
    assertThat(new ThemeModel(preferences).choiceProperty().get())
        .isEqualTo(ThemeModel.Choice.SYSTEM);
  }
}
