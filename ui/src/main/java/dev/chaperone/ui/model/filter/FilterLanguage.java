package dev.chaperone.ui.model.filter;

import java.util.List;

/**
 * The filter language's first version: words, {@code agent:}, {@code kind:}, {@code status:},
 * {@code table:}, {@code sql:}, each negated by a leading {@code -}, values in quotes if they hold
 * blanks. All terms must hold.
 */
public final class FilterLanguage {
  private FilterLanguage() {}

  public static FilterResult parse(String text) {
    return new FilterResult.Compiled(Filter.ALL);
  }

  /** Ways to go on at the caret, best first. */
  public static List<Suggestion> suggest(String text, int caret, Vocabulary vocabulary) {
    return List.of();
  }
}
