package dev.chaperone.proxy.leak;

import java.util.List;

/**
 * What became of one road.
 *
 * @param leaks what was seen and how, empty unless it leaked
 * @param note the last answer that was no success, "" if there was none
 */
record RoadResult(Road road, Outcome outcome, List<String> leaks, String note) {
  RoadResult {
    leaks = List.copyOf(leaks);
  }
}
