package dev.chaperone.app.cli;

import dev.chaperone.console.Console;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.HeldRequest;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of an agent's other held requests of the same shape, by state. */
final class SimilarHolds {
  private static final int SEARCHED = 1_000;
  private static final int COMPARED = 100;

  private SimilarHolds() {}

  static Map<String, Long> of(Console console, HoldSummary hold, HeldRequest request) {
    Map<String, Long> states = new TreeMap<>();
    String shape = request.envelope().fingerprint();
    if (shape.isEmpty()) {
      return states;
    }
    console.holds(SEARCHED).stream()
        .filter(other -> other.owner().equals(hold.owner()) && !other.id().equals(hold.id()))
        .limit(COMPARED)
        .filter(
            other ->
                console
                    .heldRequest(other.id())
                    .filter(r -> r.envelope().fingerprint().equals(shape))
                    .isPresent())
        .forEach(other -> states.merge(other.state(), 1L, Long::sum));
    return states;
  }
}
