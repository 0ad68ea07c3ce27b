package dev.chaperone.ui.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.JobKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedTest {
  private final Shared shared = new Shared();

  private static String copy(String text) {
    return new String(text.toCharArray());
  }

  @Test
  void equalValuesAreKeptOnce() {
    String first = shared.one(copy("bigquery.jobs.query"));
    assertThat(shared.one(copy("bigquery.jobs.query"))).isSameAs(first);
    JobKey one = shared.job(Optional.of(new JobKey(copy("demo"), "US", "a"))).orElseThrow();
    JobKey other = shared.job(Optional.of(new JobKey(copy("demo"), "US", "b"))).orElseThrow();
    assertThat(other).isEqualTo(new JobKey("demo", "US", "b"));
    assertThat(other.project()).isSameAs(one.project());
  }

  @Test
  void statementsOfAVeryLongSessionAreShortenedSoThatMemoryIsBounded() {
    String long1 = "x".repeat(3_990);
    long kept = 0;
    for (int i = 0; i < 20_000; i++) {
      kept += shared.sql(i + long1).length();
    }
    assertThat(kept).isBetween(16L << 20, 24L << 20);
    assertThat(shared.sql("y" + long1)).startsWith("yxxx").hasSize(201).endsWith("…");
    assertThat(shared.sql("SELECT 1")).isEqualTo("SELECT 1");
  }
}
