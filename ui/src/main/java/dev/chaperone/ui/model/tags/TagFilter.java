package dev.chaperone.ui.model.tags;

import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.DetectorFind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds rows of the Tags page by words: each must be in the row somewhere, one with a minus before
 * it must not.
 */
record TagFilter(List<String> words, List<String> without) {

  static TagFilter of(String text) {
    List<String> words = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
      if (word.length() > 1 && word.startsWith("-")) {
        without.add(word.substring(1));
      } else if (!word.isEmpty() && !word.equals("-")) {
        words.add(word);
      }
    }
    return new TagFilter(List.copyOf(words), List.copyOf(without));
  }

  boolean passes(TagOverview.Column column) {
    return passes(
        column.table()
            + "."
            + column.path()
            + " "
            + String.join(" ", column.tags())
            + " "
            + column.method());
  }

  boolean passes(DetectorFind find) {
    return passes(find.column() + " " + find.detector() + " " + find.reaction());
  }

  /** A table passes with all its columns if any of them, or its own row, does. */
  boolean passes(TagOverview.Derived derived) {
    StringBuilder all =
        new StringBuilder(derived.table())
            .append(' ')
            .append(derived.how())
            .append(' ')
            .append(derived.agent())
            .append(' ')
            .append(derived.revokedReason());
    for (TagOverview.DerivedColumn column : derived.columns()) {
      all.append(' ').append(column.path()).append(' ').append(String.join(" ", column.origins()));
      all.append(' ').append(String.join(" ", column.tags())).append(' ').append(column.method());
    }
    return passes(all.toString());
  }

  private boolean passes(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return words.stream().allMatch(lower::contains) && without.stream().noneMatch(lower::contains);
  }
}
