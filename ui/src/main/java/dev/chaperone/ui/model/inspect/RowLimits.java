package dev.chaperone.ui.model.inspect;

/**
 * How much of an answer's rows is held.
 *
 * @param cellText characters of one cell
 */
record RowLimits(int cells, long bytes, int cellText) {
  static final RowLimits USUAL = new RowLimits(4_000_000, 96L << 20, 16_384);
}
