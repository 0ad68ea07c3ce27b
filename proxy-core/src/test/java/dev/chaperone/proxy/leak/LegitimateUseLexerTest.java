package dev.chaperone.proxy.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What analysts ask of the shop is mostly answered even where there is no native analyser. */
class LegitimateUseLexerTest {
  @TempDir Path data;

  @Test
  void halfOfWhatAnalystsAskIsAnsweredAsItIs() throws Exception {
    LegitimateOutcomes outcomes =
        LegitimateOutcomes.of(
            data, NativeAnalysis.unavailable("not in this test"), "Legitimate use, lexer only");
    assertThat(outcomes.lines()).isGreaterThanOrEqualTo(110);
    assertThat(outcomes.goodPercent()).as("%s", outcomes.failing()).isGreaterThanOrEqualTo(50);
  }
}
