package dev.chaperone.proxy.mask.detect;

/** Finds values of one kind in texts. Immutable; any thread. */
public interface Finder {
  DetectorKind kind();

  /**
   * Whether it is worth looking, by a glance at the text's bytes.
   *
   * @return false only if there is certainly nothing
   */
  boolean mayBeIn(Clues clues, ColumnHint hint);

  /** Tells all finds, from left to right, none over another. */
  void find(String text, ColumnHint hint, Hits hits);

  /** Takes finds. */
  interface Hits {
    /**
     * A find.
     *
     * @param start first character
     * @param end behind the last one
     */
    void hit(int start, int end);
  }
}
