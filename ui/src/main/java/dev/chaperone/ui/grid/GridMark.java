package dev.chaperone.ui.grid;

/**
 * Says of a column that what it shows is not, or may not be, what the table holds.
 *
 * @param label a word or two beside its type
 * @param why for tooltips and screen readers
 */
public record GridMark(Kind kind, String label, String why) {
  /** How its cells look. */
  public enum Kind {
    /** All of them hatched. */
    WHOLE,
    /** All of them lightly hatched: some are masked, or parts of them. */
    PARTLY,
    /** As ever; only the head has a sign. */
    NOTED
  }
}
