package dev.chaperone.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NestedTextTest {
  @Test
  void nestedValuesGetALineForEachMember() {
    assertThat(NestedText.of("[{id: 1, tags: []}, {id: 2, tags: [a, b]}]", "ARRAY<RECORD>"))
        .isEqualTo(
            """
            [
              {
                id: 1,
                tags: []
              },
              {
                id: 2,
                tags: [
                  a,
                  b
                ]
              }
            ]""");
  }

  @Test
  void bracesWithinQuotesAreText() {
    assertThat(NestedText.of("{\"a\":\"x, {y}\"}", "JSON")).isEqualTo("{\n  \"a\":\"x, {y}\"\n}");
  }

  @Test
  void plainTextStaysAsItIs() {
    assertThat(NestedText.of("{not nested, at all}", "STRING")).isEqualTo("{not nested, at all}");
  }

  @Test
  void unbalancedBracketsDoNotFail() {
    assertThat(NestedText.of("]}{", "RECORD")).contains("]", "}", "{");
  }
}
