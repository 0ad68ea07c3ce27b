package dev.chaperone.ui.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "500, 500",
    "10 MiB, 10485760",
    "3.5TB, 3500000000000",
    "1kb, 1000",
    "1 KiB, 1024",
    "'1,000', 1000",
    "0, 0",
    "2 gb, 2000000000"
  })
  void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
    assertThat(Amounts.bytes(text)).isEqualTo(OptionalLong.of(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "-5", "10 XB", "9999999 PiB", "1e9", "5 MiB extra"})
  void whatIsNoSizeIsNone(String text) {
    assertThat(Amounts.bytes(text)).isEmpty();
  }

  @Test
  void whatUnitsWriteIsReadAgain() {
    assertThat(Amounts.bytes(Units.bytes(3L << 40))).isEqualTo(OptionalLong.of(3L << 40));
  }

  @ParameterizedTest
  @CsvSource({"30m, PT30M", "8 h, PT8H", "7 days, P7D", "1 minute, PT1M"})
  void timesAreReadAsPeopleWriteThem(String text, Duration time) {
    assertThat(Amounts.time(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 h", "-1 h", "soon", "3", "3 weeks"})
  void whatIsNoTimeIsNone(String text) {
    assertThat(Amounts.time(text)).isEmpty();
  }

  @Test
  void timesAreSaidInTheirLargestWholeUnit() {
    assertThat(Amounts.words(Duration.ofHours(48))).isEqualTo("2 days");
    assertThat(Amounts.words(Duration.ofHours(8))).isEqualTo("8 hours");
    assertThat(Amounts.words(Duration.ofMinutes(90))).isEqualTo("90 minutes");
    assertThat(Amounts.words(Duration.ofMinutes(1))).isEqualTo("1 minute");
  }
}
