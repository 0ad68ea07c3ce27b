package dev.chaperone.proxy.mask;

import dev.chaperone.proxy.mask.detect.ColumnHint;

/**
 * What becomes of the value in one cell. {@code column} is the field's number for the summary. NULL
 * stays NULL under every rule.
 */
sealed interface CellRule {

  /** Stays as it is, byte for byte. */
  record Copy(Shape shape) implements CellRule {}

  /** A scalar is replaced without being looked at. */
  record Fixed(int column, byte[] json) implements CellRule {}

  /**
   * A scalar is replaced by what the method makes of it.
   *
   * @param otherwise stands for what the method cannot read
   */
  record Computed(int column, ValueType type, MaskMethod method, byte[] otherwise)
      implements CellRule {}

  /**
   * A text is looked at by the detectors.
   *
   * @param element it stands in an array, where no NULL may stand
   */
  record Look(int column, ValueType type, boolean element, ColumnHint hint) implements CellRule {}

  /** Hidden with all that is in it: an array becomes empty, all else NULL. */
  record Hidden(int column, Shape shape) implements CellRule {}

  /** An array, each element by the rule. */
  record Each(CellRule element) implements CellRule {}

  /** A struct, field by field. */
  record Fields(Columns columns) implements CellRule {}
}
