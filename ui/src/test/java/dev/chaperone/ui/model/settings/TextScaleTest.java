package dev.chaperone.ui.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextScaleTest {
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
  void growsAndShrinksByStepsAndStopsAtTheEnds() {
    TextScale scale = new TextScale(preferences);
    scale.larger();
    assertThat(scale.percentProperty().get()).isEqualTo(110);
    for (int i = 0; i < 20; i++) {
      scale.larger();
    }
    assertThat(scale.percentProperty().get()).isEqualTo(200);
    for (int i = 0; i < 20; i++) {
      scale.smaller();
    }
    assertThat(scale.percentProperty().get()).isEqualTo(80);
  }

  @Test
  void isKeptForTheNextStart() {
    new TextScale(preferences).larger();
    assertThat(new TextScale(preferences).percentProperty().get()).isEqualTo(110);
    TextScale scale = new TextScale(preferences);
    scale.reset();
    assertThat(new TextScale(preferences).percentProperty().get()).isEqualTo(100);
  }

  @Test
  void nonsenseKeptIsTheUsualSize() {
    kept.put("text-scale", "7000");
    assertThat(new TextScale(preferences).percentProperty().get()).isEqualTo(100);
  }
}
