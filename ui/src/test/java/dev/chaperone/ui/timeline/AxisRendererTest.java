package dev.chaperone.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisRendererTest {
  private static final long MS = 1_000_000;

  @ParameterizedTest
  @CsvSource({"10, 1", "1000, 100", "60000, 10000", "3600000, 600000", "864000000, 86400000"})
  void stepsAreRoundAndHaveRoomForTheirLabels(long spanMillis, long stepMillis) {
    assertThat(AxisRenderer.step(spanMillis * MS, 960)).isEqualTo(stepMillis * MS);
  }
}
