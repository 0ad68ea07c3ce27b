package dev.chaperone.app.acceptance;

import dev.chaperone.console.Console;
import dev.chaperone.recordings.HoldSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the last gateway has on record of all holds.
 *
 * @param holds by their ids, newest first
 * @param left how many agents had gone away
 */
record RaceRecord(Map<String, HoldSummary> holds, int left) {
  private static final int MANY = 100_000;

  static RaceRecord read(Path data, int left) throws IOException {
    Map<String, HoldSummary> holds = new LinkedHashMap<>();
    try (Console console = RacingOperator.attach(data)) {
      console.holds(MANY).forEach(hold -> holds.put(hold.id(), hold));
    }
    return new RaceRecord(holds, left);
  }

  List<HoldSummary> of(Race race) {
    return holds.values().stream()
        .filter(hold -> Race.numberIn(hold.sql()).filter(n -> n == race.number).isPresent())
        .toList();
  }

  /** How many ended how. */
  Map<String, Long> states() {
    return holds.values().stream()
        .collect(
            Collectors.groupingBy(
                hold -> hold.state() + "/" + hold.cause(),
                java.util.TreeMap::new,
                Collectors.counting()));
  }
}
