package dev.chaperone.app.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void blanksSeparateAndQuotesKeepThem() {
    assertThat(Words.of("  holds approve  last --reason 'looks \"fine\"' "))
        .containsExactly("holds", "approve", "last", "--reason", "looks \"fine\"");
    assertThat(Words.of("edit --sql \"SELECT 'a'\" x\\ y \"\""))
        .containsExactly("edit", "--sql", "SELECT 'a'", "x y", "");
    assertThat(Words.of("   ")).isEmpty();
  }

  @Test
  void anOpenQuoteIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Words.of("deny 'no"));
  }
}
