package dev.chaperone.ui.model.action;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks actions up: by words for the palette, by category for menus and help. */
public final class Actions {
  private static final List<Action> ALL = List.of(Action.values());

  private Actions() {}

  private record Hit(Action action, int score) {}

  /** Best first, in the table's order among equals; all of them for an empty query. */
  public static List<Action> search(String query) {
    if (query.isBlank()) {
      return ALL;
    }
    List<Hit> hits = new ArrayList<>();
    for (Action action : ALL) {
      Fuzzy.score(query.strip(), action.text())
          .or(() -> inDescription(query.strip(), action))
          .ifPresent(score -> hits.add(new Hit(action, score)));
    }
    hits.sort(Comparator.comparingInt(Hit::score).reversed());
    return hits.stream().map(Hit::action).toList();
  }

  /** Whole words only, and behind everything that the text itself matches. */
  private static Optional<Integer> inDescription(String query, Action action) {
    return action
            .description()
            .toLowerCase(java.util.Locale.ROOT)
            .contains(query.toLowerCase(java.util.Locale.ROOT))
        ? Optional.of(Integer.MIN_VALUE)
        : Optional.empty();
  }

  public static List<Action> in(Action.Category category) {
    return ALL.stream().filter(action -> action.category() == category).toList();
  }

  public static Optional<Action> byId(String id) {
    return ALL.stream().filter(action -> action.id().equals(id)).findFirst();
  }
}
