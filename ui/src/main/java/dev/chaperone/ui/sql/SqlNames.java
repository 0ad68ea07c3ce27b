package dev.chaperone.ui.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds where names stand in a statement, outside of texts and comments. By name only: another
 * column of the same name is found as well.
 */
public final class SqlNames {
  private SqlNames() {}

  /** A stretch of the text. */
  public record Place(int start, int end) {}

  /**
   * @param names in lower case
   * @return in order, without overlaps
   */
  public static List<Place> find(String sql, Set<String> names) {
    List<Place> places = new ArrayList<>();
    if (names.isEmpty()) {
      return places;
    }
    int at = 0;
    for (SqlToken token : SqlHighlighter.tokens(sql)) {
      words(sql, at, token.start(), names, places);
      switch (token.kind()) {
        case QUOTED -> words(sql, token.start() + 1, token.end(), names, places);
        case PLAIN, FUNCTION, TYPE, KEYWORD, STRING, NUMBER, COMMENT, PARAMETER -> {}
      }
      at = token.end();
    }
    words(sql, at, sql.length(), names, places);
    return places;
  }

  private static void words(String sql, int from, int to, Set<String> names, List<Place> places) {
    int at = from;
    while (at < to) {
      if (!isPart(sql.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < to && isPart(sql.charAt(end))) {
        end++;
      }
      if (names.contains(sql.substring(at, end).toLowerCase(Locale.ROOT))) {
        places.add(new Place(at, end));
      }
      at = end;
    }
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
