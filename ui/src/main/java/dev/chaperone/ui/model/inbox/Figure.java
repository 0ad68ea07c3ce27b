package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.ui.model.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * One of a card's large numbers.
 *
 * @param note how far it can be trusted, {@code ""} if there is nothing to say
 */
public record Figure(String name, String value, String note, boolean alarming) {
  private static final String UNKNOWN = "unknown";

  /**
   * @param named the cap a person named, -1 if none
   */
  static List<Figure> of(HeldRequest request, long named) {
    List<Figure> figures = new ArrayList<>();
    long bytes = request.envelope().bytes();
    figures.add(
        new Figure(
            "Scans", bytes < 0 ? UNKNOWN : Units.bytes(bytes), trust(request, bytes), bytes < 0));
    String usd = request.grounds().usd();
    figures.add(new Figure("Costs", usd.isEmpty() ? UNKNOWN : "$" + usd, "", usd.isEmpty()));
    if (ByteCap.applies(request)) {
      OptionalLong cap = ByteCap.of(request, named);
      figures.add(
          cap.isEmpty()
              ? new Figure("Cap if approved", "yours to name", "nothing runs without one", true)
              : new Figure(
                  "Cap if approved", Units.bytes(cap.getAsLong()), capNote(request), false));
    }
    return List.copyOf(figures);
  }

  private static String trust(HeldRequest request, long bytes) {
    if (bytes < 0) {
      return "could not be established";
    }
    return switch (request.grounds().accuracy().toUpperCase(Locale.ROOT)) {
      case "PRECISE" -> "exact, by a dry run";
      case "UPPER_BOUND" -> "at most";
      case "LOWER_BOUND" -> "at least";
      default -> "estimated";
    };
  }

  private static String capNote(HeldRequest request) {
    return request.clientCap() < 0
        ? "a query that needs more fails"
        : "the agent's own: " + Units.bytes(request.clientCap());
  }
}
