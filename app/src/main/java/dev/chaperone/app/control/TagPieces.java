package dev.chaperone.app.control;

import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.DetectorFind;
import java.util.ArrayList;
import java.util.List;

/** Takes an overview of tags apart for the wire, where no message may be large, and together. */
final class TagPieces {
  private static final int ROWS = 500;

  private TagPieces() {}

  /** Each small enough for a message: a table's lineage alone may have a million characters. */
  static List<TagOverview> of(TagOverview whole) {
    List<TagOverview> pieces = new ArrayList<>();
    for (List<TagOverview.Column> some : parts(whole.columns())) {
      pieces.add(new TagOverview(some, List.of(), List.of()));
    }
    for (List<DetectorFind> some : parts(whole.finds())) {
      pieces.add(new TagOverview(List.of(), some, List.of()));
    }
    for (TagOverview.Derived one : whole.derived()) {
      pieces.add(new TagOverview(List.of(), List.of(), List.of(one)));
    }
    return pieces;
  }

  private static <T> List<List<T>> parts(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += ROWS) {
      parts.add(all.subList(i, Math.min(all.size(), i + ROWS)));
    }
    return parts;
  }

  static TagOverview together(List<TagOverview> pieces) {
    return new TagOverview(
        pieces.stream().flatMap(piece -> piece.columns().stream()).toList(),
        pieces.stream().flatMap(piece -> piece.finds().stream()).toList(),
        pieces.stream().flatMap(piece -> piece.derived().stream()).toList());
  }
}
