package dev.chaperone.ui.model.filter;

/** A filter text, understood or not. */
public sealed interface FilterResult {
  record Compiled(Filter filter) implements FilterResult {}

  /**
   * Not understood.
   *
   * @param from first character of what is wrong
   * @param to the character after its last
   * @param message what is wrong and what would be right
   */
  record Faulty(int from, int to, String message) implements FilterResult {}
}
