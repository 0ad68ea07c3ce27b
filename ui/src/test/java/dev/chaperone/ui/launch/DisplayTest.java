package dev.chaperone.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
  @Test
  void withoutADisplayTheReasonIsOneLineThatSaysWhatToDo() {
    assertThat(new Display("Linux", Map.of(), "", library -> true).obstacle())
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("no display", "serve").doesNotContain("\n"));
  }

  @Test
  void withoutGtkTheReasonNamesThePackage() {
    assertThat(new Display("Linux", Map.of("DISPLAY", ":0"), "", library -> false).obstacle())
        .hasValueSatisfying(reason -> assertThat(reason).contains("libgtk-3-0"));
  }

  @Test
  void elsewhereAndOnAChosenPlatformNothingIsInTheWay() {
    assertThat(new Display("Mac OS X", Map.of(), "", library -> false).obstacle()).isEmpty();
    assertThat(new Display("Linux", Map.of(), "Headless", library -> false).obstacle()).isEmpty();
    assertThat(new Display("Linux", Map.of("DISPLAY", ":0"), "", library -> true).obstacle())
        .isEmpty();
  }
}
