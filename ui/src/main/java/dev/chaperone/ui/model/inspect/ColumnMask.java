package dev.chaperone.ui.model.inspect;

/**
 * How a result's column was masked, or what was found in it.
 *
 * @param label a word or two for its head, such as {@code redact}
 * @param why for people: method, count, and the table's columns and tags it follows from
 */
public record ColumnMask(Kind kind, String label, String why) {
  /** How much of the column it concerns. */
  public enum Kind {
    /** Every value. */
    WHOLE,
    /** Some fields, or some values: which, the recording does not tell. */
    PARTLY,
    /** Detectors found something, and the values are shown. */
    FOUND
  }
}
