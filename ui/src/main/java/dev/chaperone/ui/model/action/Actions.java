package dev.chaperone.ui.model.action;

import java.util.List;
import java.util.Optional;

/** Looks actions up: by words for the palette, by key for the window. */
public final class Actions {
  private Actions() {}

  /** Best first; all of them for an empty query. */
  public static List<Action> search(String query) {
    return List.of(Action.values());
  }

  public static List<Action> in(Action.Category category) {
    return List.of(Action.values()).stream().filter(a -> a.category() == category).toList();
  }

  public static Optional<Action> byId(String id) {
    return List.of(Action.values()).stream().filter(a -> a.id().equals(id)).findFirst();
  }
}
