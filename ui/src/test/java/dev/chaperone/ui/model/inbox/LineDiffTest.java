package dev.chaperone.ui.model.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineDiffTest {
  private static String side(List<LineDiff.Pair> pairs, boolean left) {
    return pairs.stream()
        .flatMap(pair -> (left ? pair.left() : pair.right()).stream())
        .map(LineDiff.Line::text)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void equalTextsHaveNoChange() {
    assertThat(LineDiff.changes(LineDiff.of("a\nb", "a\nb"))).isZero();
    assertThat(LineDiff.of("", "")).isEmpty();
  }

  @Test
  void aChangedLineStandsBesideWhatItWas() {
    List<LineDiff.Pair> pairs =
        LineDiff.of("SELECT *\nFROM t\nLIMIT 5", "SELECT id\nFROM t\nLIMIT 5");
    assertThat(pairs).hasSize(3);
    assertThat(pairs.getFirst().changed()).isTrue();
    assertThat(pairs.getFirst().left().orElseThrow().text()).isEqualTo("SELECT *");
    assertThat(pairs.getFirst().right().orElseThrow().text()).isEqualTo("SELECT id");
    assertThat(LineDiff.changes(pairs)).isEqualTo(1);
  }

  @Test
  void anAddedLineHasNothingBesideIt() {
    List<LineDiff.Pair> pairs = LineDiff.of("a\nc", "a\nb\nc");
    assertThat(pairs.get(1).left()).isEmpty();
    assertThat(pairs.get(1).right()).contains(new LineDiff.Line(2, "b"));
    assertThat(pairs.get(2).left()).contains(new LineDiff.Line(2, "c"));
  }

  @Test
  void bothSidesAreAlwaysWhole() {
    Random random = new Random(7);
    for (int run = 0; run < 300; run++) {
      String a = lines(random);
      String b = lines(random);
      List<LineDiff.Pair> pairs = LineDiff.of(a, b);
      assertThat(side(pairs, true)).isEqualTo(a);
      assertThat(side(pairs, false)).isEqualTo(b);
      assertThat(pairs)
          .filteredOn(pair -> !pair.changed())
          .allMatch(
              pair -> pair.left().orElseThrow().text().equals(pair.right().orElseThrow().text()));
    }
  }

  private static String lines(Random random) {
    return random
        .ints(1 + random.nextInt(12), 0, 4)
        .mapToObj(i -> "line " + i)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void hugeTextsAreComparedWithoutHugeMemory() {
    String a = "x\n".repeat(30_000) + "end";
    String b = "y\n".repeat(30_000) + "end";
    List<LineDiff.Pair> pairs = LineDiff.of(a, b);
    assertThat(pairs).hasSize(30_001);
    assertThat(LineDiff.changes(pairs)).isEqualTo(30_000);
  }
}
