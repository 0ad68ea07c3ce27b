package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Names that frames, commands and people use. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private Names() {}

  static String read(Spot spot, String what) throws BadValueException {
    String name = spot.text(what);
    if (!NAME.matcher(name).matches()) {
      throw spot.bad(
          "'" + (name.length() > 80 ? "…" : name) + "' cannot be " + what + ".",
          "Use 1 to 63 letters, digits, dots, dashes and underscores, such as no-drops.");
    }
    return name;
  }

  /** Names that stand twice become problems. */
  static <T> void unique(
      Problems problems,
      String what,
      List<T> things,
      Function<T, String> name,
      Function<T, Place> place) {
    Map<String, Place> seen = new HashMap<>();
    for (T thing : things) {
      Place first = seen.putIfAbsent(name.apply(thing), place.apply(thing));
      if (first != null) {
        problems.add(
            place.apply(thing),
            "There are two "
                + what
                + " '"
                + name.apply(thing)
                + "'; the first is in line "
                + first.line()
                + ".",
            "Give each its own name.");
      }
    }
  }
}
