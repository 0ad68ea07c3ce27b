package dev.chaperone.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.leak.LegitimateOutcomes;
import dev.chaperone.proxy.sql.analysis.WorkerAnalysis;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Google's analyser nearly all that analysts ask of the shop is answered as it is. */
class LegitimateUseNativeTest {
  @TempDir Path data;

  @Test
  void nearlyAllThatAnalystsAskIsAnsweredAsItIs() throws Exception {
    try (WorkerAnalysis analysis = BuiltWorker.start(data)) {
      LegitimateOutcomes outcomes =
          LegitimateOutcomes.of(
              data.resolve("gateway"), analysis, "Legitimate use, native analyser");
      assertThat(outcomes.goodPercent()).as("%s", outcomes.failing()).isGreaterThanOrEqualTo(95);
    }
  }
}
