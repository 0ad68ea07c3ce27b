package dev.chaperone.ui.model.action;

import java.util.Optional;

/**
 * Fuzzy matching: the letters of the query in order, better the more of them begin words or follow
 * one another, and the shorter the text.
 */
final class Fuzzy {
  private static final int AT_WORD = 8;
  private static final int IN_A_ROW = 5;
  private static final int ANYWHERE = 1;
  private static final int NO = Integer.MIN_VALUE / 2;

  private Fuzzy() {}

  static Optional<Integer> score(String query, String text) {
    String letters = query.replace(" ", "");
    int best = score(letters, 0, text, 0, false);
    return best <= NO / 2 ? Optional.empty() : Optional.of(best * 16 - text.length());
  }

  private static int score(String query, int at, String text, int from, boolean joined) {
    if (at == query.length()) {
      return 0;
    }
    int best = NO;
    char wanted = Character.toLowerCase(query.charAt(at));
    for (int i = from; i < text.length(); i++) {
      if (Character.toLowerCase(text.charAt(i)) == wanted) {
        boolean word = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
        int own = joined && i == from ? IN_A_ROW : ANYWHERE;
        int rest = score(query, at + 1, text, i + 1, true);
        best = Math.max(best, (word ? Math.max(own, AT_WORD) : own) + rest);
      }
    }
    return best;
  }
}
