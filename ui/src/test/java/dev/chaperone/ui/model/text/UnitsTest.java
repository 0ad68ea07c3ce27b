package dev.chaperone.ui.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "-1, –",
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.00 KiB",
    "1048575, 1.00 MiB",
    "15728640, 15.0 MiB",
    "9223372036854775807, 8.00 EiB"
  })
  void sizes(long bytes, String text) {
    assertThat(Units.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 µs",
    "999999, 999 µs",
    "1000000, 1 ms",
    "999999999, 999 ms",
    "3449000000, 3.4 s",
    "59999999999, 1 min 0 s",
    "125000000000, 2 min 5 s",
    "3720000000000, 1 h 2 min"
  })
  void durations(long nanos, String text) {
    assertThat(Units.duration(Duration.ofNanos(nanos))).isEqualTo(text);
  }

  @Test
  void positionsAndCounts() {
    assertThat(Units.position(Duration.ofMillis(123_456))).isEqualTo("2:03.456");
    assertThat(Units.position(Duration.ofMillis(3_723_456))).isEqualTo("1:02:03.456");
    assertThat(Units.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Units.count(-1)).isEqualTo("–");
    assertThat(Units.millis(-1)).isEqualTo("–");
  }
}
