package dev.chaperone.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.leak.LeakOutcomes;
import dev.chaperone.proxy.sql.analysis.WorkerAnalysis;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P6 with Google's analyser: most roads are answered, with what is tagged masked. */
class P6NativeTest {
  @TempDir Path data;

  @Test
  void noRoadLeadsATaggedValueToTheAgent() throws Exception {
    try (WorkerAnalysis analysis = BuiltWorker.start(data)) {
      LeakOutcomes outcomes =
          LeakOutcomes.of(data.resolve("gateways"), analysis, "Leak corpus, native analyser");
      assertThat(outcomes.leaked()).isEmpty();
      assertThat(outcomes.broken()).isEmpty();
      assertThat(outcomes.masked()).isGreaterThanOrEqualTo(120);
    }
  }
}
