package dev.chaperone.proxy.masking;

import dev.chaperone.proxy.mask.MaskPlan;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is masked in one answer, and why.
 *
 * @param because for people, by the path of the result in lower case
 * @param lineage what it follows from
 */
public record Planned(MaskPlan plan, Map<String, String> because, Lineage lineage) {
  private static final int MOST_NAMES = 1_000;

  public Planned {
    because = Map.copyOf(because);
  }

  /** Why a column or field of the result is masked; {@code ""} if only its look tells. */
  public String because(String path) {
    String at = path.toLowerCase(Locale.ROOT);
    while (true) {
      String why = because.getOrDefault(at, "");
      int dot = at.lastIndexOf('.');
      if (!why.isEmpty() || dot < 0) {
        return why;
      }
      at = at.substring(0, dot);
    }
  }

  /** Names of what is masked, for agents; {@code *} for everything, {@code ""} for nothing. */
  public String told() {
    if (plan.everything().isPresent()) {
      return Origin.ALL;
    }
    String names =
        plan.columns().stream()
            .map(c -> String.join(".", c.path()))
            .filter(name -> name.chars().allMatch(c -> c > ' ' && c < 127))
            .distinct()
            .collect(Collectors.joining(", "));
    return names.length() <= MOST_NAMES ? names : names.substring(0, MOST_NAMES) + "...";
  }

  /** The tables' columns that are shown in a column or field of the result. */
  public List<String> columnsAt(String path) {
    List<String> parts = List.of(path.split("\\.", -1));
    return lineage.columns().stream()
        .filter(c -> overlap(c.path(), parts))
        .flatMap(c -> c.origins().from().stream())
        .map(Object::toString)
        .distinct()
        .sorted()
        .limit(20)
        .toList();
  }

  private static boolean overlap(List<String> one, List<String> other) {
    int common = Math.min(one.size(), other.size());
    for (int i = 0; i < common; i++) {
      if (!one.get(i).isEmpty() && !one.get(i).equalsIgnoreCase(other.get(i))) {
        return false;
      }
    }
    return true;
  }
}
