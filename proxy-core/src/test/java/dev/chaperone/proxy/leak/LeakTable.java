package dev.chaperone.proxy.leak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of all roads, and the table that is printed of it. */
final class LeakTable {
  private final List<RoadResult> results = new ArrayList<>();

  void add(RoadResult result) {
    results.add(result);
  }

  List<RoadResult> of(Outcome outcome) {
    return results.stream().filter(r -> r.outcome() == outcome).toList();
  }

  int size() {
    return results.size();
  }

  /** Roads by their names, each counted once however many ways it goes. */
  long named() {
    return results.stream().map(r -> r.road().theme() + "/" + r.road().name()).distinct().count();
  }

  void print(String title) {
    Map<String, Map<Outcome, Integer>> themes = new LinkedHashMap<>();
    Map<Outcome, Integer> totals = new EnumMap<>(Outcome.class);
    System.out.printf("%n%s%n%-64s %-18s %s%n", title, "road", "theme", "outcome");
    for (RoadResult result : results) {
      Road road = result.road();
      String name = road.policy().equals("default") ? "" : " (" + road.policy() + ")";
      System.out.printf(
          "%-64s %-18s %s%n",
          road.label() + name,
          road.theme(),
          result.outcome().name().toLowerCase(java.util.Locale.ROOT));
      themes
          .computeIfAbsent(road.theme(), t -> new EnumMap<>(Outcome.class))
          .merge(result.outcome(), 1, Integer::sum);
      totals.merge(result.outcome(), 1, Integer::sum);
    }
    System.out.println();
    themes.forEach((theme, counts) -> System.out.printf("%-20s %s%n", theme, counts));
    System.out.printf("%-20s %s, %d roads in %d lines%n", "all", totals, results.size(), named());
    for (Outcome bad : List.of(Outcome.LEAKED, Outcome.BROKEN)) {
      for (RoadResult result : of(bad)) {
        System.out.printf(
            "%s %s/%s: %s %s%n",
            bad,
            result.road().theme(),
            result.road().label(),
            result.leaks().stream().limit(2).toList(),
            result.leaks().isEmpty() ? result.note() : "");
      }
    }
  }
}
