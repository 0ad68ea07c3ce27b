package dev.chaperone.app.cli;

import java.util.List;
import java.util.function.Function;

/**
 * Finds what a person means among things with ids: the id, an unambiguous beginning of it, or
 * {@code last}.
 *
 * @param noun what one is called, such as {@code hold}
 * @param list the command that lists them
 */
record IdFinder<T>(String noun, String list, Function<T, String> id) {
  private static final String LAST = "last";

  /** Among these, newest first. */
  T find(List<T> all, String name) {
    return find(all, all, name);
  }

  /**
   * As above, where {@code last} means the newest of a part of them.
   *
   * @param lastOf newest first
   */
  T find(List<T> all, List<T> lastOf, String name) {
    if (name.equals(LAST)) {
      return lastOf.stream()
          .findFirst()
          .orElseThrow(() -> notFound("there is no such " + noun + "; " + how()));
    }
    return all.stream()
        .filter(one -> id.apply(one).equals(name))
        .findFirst()
        .orElseGet(() -> abbreviated(all, name));
  }

  private T abbreviated(List<T> all, String name) {
    List<T> found =
        name.isEmpty()
            ? List.of()
            : all.stream().filter(one -> id.apply(one).startsWith(name)).toList();
    return switch (found.size()) {
      case 0 -> throw notFound("there is no " + noun + " " + name + "; " + how());
      case 1 -> found.getFirst();
      default ->
          throw notFound(
              name + " fits " + found.size() + " " + noun + "s; give more of the id, or " + how());
    };
  }

  private String how() {
    return "list them: chaperone " + list;
  }

  private static CommandFailure notFound(String message) {
    return new CommandFailure(Exit.NOT_FOUND, message);
  }
}
