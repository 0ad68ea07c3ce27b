package dev.chaperone.ui.grid;

import java.util.Optional;

/**
 * A column's head.
 *
 * @param type as BigQuery writes it, such as {@code INT64} or {@code ARRAY<STRING>}
 * @param numeric right-aligned, so that digits stand under digits
 * @param mark what is to be known of its values
 */
public record GridColumn(String name, String type, boolean numeric, Optional<GridMark> mark) {
  /** Of which nothing is to be known. */
  public GridColumn(String name, String type, boolean numeric) {
    this(name, type, numeric, Optional.empty());
  }

  /** The second line of its head. */
  public String about() {
    return mark.map(m -> type.isEmpty() ? m.label() : type + " · " + m.label()).orElse(type);
  }

  /** Characters that its head needs; a sign takes the room of three. */
  int headLength() {
    return Math.max(name.length() + 1 + (mark.isPresent() ? 3 : 0), about().length());
  }
}
