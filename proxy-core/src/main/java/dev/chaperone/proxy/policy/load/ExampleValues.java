package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.input.InputField;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads an input's value as its kind has it. */
final class ExampleValues {
  private ExampleValues() {}

  static Object read(InputField<?> field, Spot spot) throws BadValueException {
    String what = field.path();
    return switch (field.kind()) {
      case TEXT -> spot.word(what);
      case WHOLE -> Quantities.size(spot, what);
      case DECIMAL -> spot.number(what);
      case FLAG -> spot.flag(what);
      case TEXTS -> spot.list(what, element -> element.word(what));
      case INSTANT -> instant(spot, what);
      case DURATION -> Quantities.duration(spot, what);
    };
  }

  private static Instant instant(Spot spot, String what) throws BadValueException {
    try {
      return Instant.parse(spot.word(what));
    } catch (DateTimeParseException e) {
      throw spot.bad(
          "'" + spot.word(what) + "' is no time.", "Write it like 2026-01-05T12:00:00Z.");
    }
  }
}
