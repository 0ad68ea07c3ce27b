package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.frame.HeldRequest;
import java.util.List;
import java.util.Optional;

/**
 * All that a decision on one held request rests on.
 *
 * @param request empty until it is read
 * @param similar earlier requests of the same agent and shape, newest first
 * @param complete whether similar ones were looked for, too
 * @param failure why it could not be read, {@code ""} if it could
 */
public record HoldCard(
    HoldRow row,
    Optional<HeldRequest> request,
    List<HoldRow> similar,
    boolean complete,
    String failure) {
  public HoldCard {
    similar = List.copyOf(similar);
  }

  static HoldCard beginning(HoldRow row) {
    return new HoldCard(row, Optional.empty(), List.of(), false, "");
  }

  HoldCard withRow(HoldRow now) {
    return new HoldCard(now, request, similar, complete, failure);
  }

  HoldCard withFailure(String why) {
    return new HoldCard(row, request, similar, complete, why);
  }

  public String id() {
    return row.id();
  }

  /**
   * @param named the cap a person named, -1 if none
   */
  public List<Figure> figures(long named) {
    return request.map(r -> Figure.of(r, named)).orElse(List.of());
  }

  public List<CardFact> facts() {
    return request.map(CardFact::of).orElse(List.of());
  }
}
