package dev.chaperone.proxy.leak;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of the legitimate-use corpus.
 *
 * @param failing the lines that were held or masked without need, and why
 */
public record LegitimateOutcomes(int lines, List<String> failing) {
  public LegitimateOutcomes {
    failing = List.copyOf(failing);
  }

  /** Asks everything and prints what failed. */
  public static LegitimateOutcomes of(Path data, NativeAnalysis analysis, String title)
      throws IOException, InterruptedException {
    return LegitimateRun.all(data, analysis, title);
  }

  /** Of a hundred. */
  public double goodPercent() {
    return 100.0 * (lines - failing.size()) / lines;
  }
}
