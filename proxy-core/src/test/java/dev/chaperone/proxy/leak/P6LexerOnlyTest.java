package dev.chaperone.proxy.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P6 where there is no native analyser: much is held, and nothing leaks. */
class P6LexerOnlyTest {
  @TempDir Path data;

  @Test
  void noRoadLeadsATaggedValueToTheAgent() throws Exception {
    LeakOutcomes outcomes =
        LeakOutcomes.of(
            data, NativeAnalysis.unavailable("not in this test"), "Leak corpus, lexer only");
    assertThat(outcomes.roads()).isGreaterThan(400);
    assertThat(outcomes.leaked()).isEmpty();
    assertThat(outcomes.broken()).isEmpty();
  }
}
