package dev.chaperone.proxy.mask.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts with what is to be found in them. A line is a text, or a column's name, {@code |} and a
 * text; {@code «…»} stands around each find.
 */
final class Corpus {
  private static final String COLUMN = "notes";

  private record Line(String column, String marked) {
    String text() {
      return marked.replace("«", "").replace("»", "");
    }
  }

  private Corpus() {}

  static void assertFound(Finder finder, List<String> positives) {
    assertThat(positives).hasSizeGreaterThanOrEqualTo(20);
    positives.forEach(
        line -> {
          assertThat(line).contains("«");
          assertThat(marked(finder, line(line))).isEqualTo(line(line).marked());
        });
  }

  static void assertNotFound(Finder finder, List<String> negatives) {
    assertThat(negatives).hasSizeGreaterThanOrEqualTo(20);
    negatives.forEach(line -> assertThat(marked(finder, line(line))).isEqualTo(line(line).text()));
  }

  private static Line line(String line) {
    int bar = line.indexOf(" | ");
    return bar < 0
        ? new Line(COLUMN, line)
        : new Line(line.substring(0, bar), line.substring(bar + 3));
  }

  /**
   * The text with marks around what is found, by the way the engine goes: a glance, then a look.
   */
  private static String marked(Finder finder, Line line) {
    String text = line.text();
    ColumnHint hint = ColumnHint.of(line.column());
    Clues clues = new Clues();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    clues.look(bytes, 0, bytes.length);
    List<int[]> finds = new ArrayList<>();
    if (finder.mayBeIn(clues, hint)) {
      finder.find(text, hint, (start, end) -> finds.add(new int[] {start, end}));
    }
    StringBuilder marked = new StringBuilder(text);
    for (int i = finds.size() - 1; i >= 0; i--) {
      marked.insert(finds.get(i)[1], '»').insert(finds.get(i)[0], '«');
    }
    return marked.toString();
  }
}
