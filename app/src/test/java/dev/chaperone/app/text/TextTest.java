package dev.chaperone.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How figures, lines and tables look. */
class TextTest {
  @ParameterizedTest
  @CsvSource({
    "-1, -",
    "0, 0 B",
    "999, 999 B",
    "1000, 1.00 KB",
    "9994, 9.99 KB",
    "9996, 10.0 KB",
    "999949, 999.9 KB",
    "999951, 1.00 MB",
    "2500000000, 2.50 GB",
    "9223372036854775807, 9.22 EB"
  })
  void bytesHaveUnits(long bytes, String text) {
    assertThat(Units.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -",
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1.00 s",
    "59999, 60.00 s",
    "61000, 1 min 1 s"
  })
  void timesHaveUnits(long millis, String text) {
    assertThat(Units.millis(millis)).isEqualTo(text);
  }

  @Test
  void countsAgreeWithTheirNoun() {
    assertThat(Units.count(1, "row")).isEqualTo("1 row");
    assertThat(Units.count(30000, "row")).isEqualTo("30,000 rows");
    assertThat(Units.count(0, "row")).isEqualTo("0 rows");
  }

  @Test
  void oneLineIsOneLineWithoutControlCharacters() {
    assertThat(Lines.oneLine("  SELECT\r\n\t1 ,\u001b[31m 'æ\u202e'  "))
        .isEqualTo("SELECT 1 ,\uFFFD[31m 'æ\uFFFD'");
    assertThat(Lines.visible("  a\tb\u0007")).isEqualTo("  a b\uFFFD");
    assertThat(Lines.oneLine("\n\n")).isEmpty();
  }

  @Test
  void aLineIsCutByCharactersNotByHalves() {
    assertThat(Lines.fit("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Lines.fit("abcdef", 4)).isEqualTo("abc…");
    assertThat(Lines.fit("😀😀😀😀", 3)).isEqualTo("😀😀…");
    assertThat(Lines.fit("abc", 0)).isEmpty();
  }

  @Test
  void aTableAlignsItsColumns() {
    List<String> lines =
        Table.of("NAME", ">ROWS", "SQL")
            .row("a", "1", "SELECT 1")
            .row("long name", "30,000", "SELECT\n2")
            .lines(100);
    assertThat(lines)
        .containsExactly(
            "NAME         ROWS  SQL", "a               1  SELECT 1", "long name  30,000  SELECT 2");
    assertThat(Table.of("A", "B").row("x", "y".repeat(50)).lines(20))
        .allMatch(line -> line.length() <= 20);
  }
}
