package dev.chaperone.proxy.leak;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of the leak corpus, for tests of other modules.
 *
 * @param leaked names of the roads that leaked
 * @param broken names of those on which the gateway failed
 * @param masked how many lines, each counted once, were answered masked in one way at least
 */
public record LeakOutcomes(List<String> leaked, List<String> broken, long masked, int roads) {
  public LeakOutcomes {
    leaked = List.copyOf(leaked);
    broken = List.copyOf(broken);
  }

  /** Travels all roads and prints the table. */
  public static LeakOutcomes of(Path data, NativeAnalysis analysis, String title)
      throws IOException, InterruptedException {
    LeakTable table = LeakCorpusRun.all(data, analysis, title);
    return new LeakOutcomes(
        names(table, Outcome.LEAKED),
        names(table, Outcome.BROKEN),
        table.of(Outcome.MASKED).stream()
            .map(r -> r.road().theme() + "/" + r.road().name())
            .distinct()
            .count(),
        table.size());
  }

  private static List<String> names(LeakTable table, Outcome outcome) {
    return table.of(outcome).stream().map(r -> r.road().theme() + "/" + r.road().label()).toList();
  }
}
