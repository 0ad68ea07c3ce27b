package dev.chaperone.app.cli;

import dev.chaperone.console.Console;
import dev.chaperone.recordings.HoldSummary;
import java.util.List;
import java.util.Set;

/** Finds the held request a person means. */
final class HoldFinder {
  /** What waits, or is decided for and not yet carried out. */
  static final Set<String> OPEN = Set.of("PENDING", "APPROVED", "SUBMITTING");

  static final int SEARCHED = 10_000;
  private static final String PENDING = "PENDING";
  private static final IdFinder<HoldSummary> FINDER =
      new IdFinder<>("hold", "holds list --all", HoldSummary::id);

  private HoldFinder() {}

  /** Any; {@code last} is the newest. */
  static HoldSummary any(Console console, String name) {
    return FINDER.find(console.holds(SEARCHED), name);
  }

  /** The one to decide on; {@code last} is the newest that waits for a decision. */
  static HoldSummary toDecide(Console console, String name) {
    List<HoldSummary> all = console.holds(SEARCHED);
    List<HoldSummary> waiting = all.stream().filter(h -> h.state().equals(PENDING)).toList();
    return FINDER.find(all, waiting, name);
  }
}
