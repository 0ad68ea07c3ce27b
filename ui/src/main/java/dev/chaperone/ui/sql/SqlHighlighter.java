package dev.chaperone.ui.sql;

import dev.chaperone.ui.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits GoogleSQL text into coloured stretches, in one pass and for any text, whole or broken.
 * Colouring only: what a statement does is established elsewhere.
 */
public final class SqlHighlighter {
  private final String text;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int at;

  private SqlHighlighter(String text) {
    this.text = text;
  }

  /** In order, without overlaps; what is not named is plain. */
  public static List<SqlToken> tokens(String sql) {
    SqlHighlighter run = new SqlHighlighter(sql);
    run.scan();
    return List.copyOf(run.tokens);
  }

  private void scan() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (starts("--") || c == '#') {
        take(lineEnd(), Kind.COMMENT);
      } else if (starts("/*")) {
        int end = text.indexOf("*/", at + 2);
        take(end < 0 ? text.length() : end + 2, Kind.COMMENT);
      } else if (c == '`') {
        int end = text.indexOf('`', at + 1);
        take(end < 0 ? text.length() : end + 1, Kind.QUOTED);
      } else if (c == '\'' || c == '"') {
        take(stringEnd(at), Kind.STRING);
      } else if (stringPrefix() > 0) {
        take(stringEnd(at + stringPrefix()), Kind.STRING);
      } else if (Character.isDigit(c)) {
        take(numberEnd(), Kind.NUMBER);
      } else if (c == '@' || c == '?') {
        int end = at + 1;
        while (end < text.length() && (wordPart(text.charAt(end)) || text.charAt(end) == '@')) {
          end++;
        }
        take(end, Kind.PARAMETER);
      } else if (Character.isLetter(c) || c == '_') {
        word();
      } else {
        at++;
      }
    }
  }

  private void word() {
    int end = at;
    while (end < text.length() && wordPart(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, end).toUpperCase(Locale.ROOT);
    boolean member = at > 0 && text.charAt(at - 1) == '.';
    if (!member && SqlWords.KEYWORDS.contains(word)) {
      take(end, Kind.KEYWORD);
    } else if (!member && SqlWords.TYPES.contains(word)) {
      take(end, Kind.TYPE);
    } else if (end < text.length() && text.charAt(end) == '(') {
      take(end, Kind.FUNCTION);
    } else {
      at = end;
    }
  }

  private void take(int end, Kind kind) {
    tokens.add(new SqlToken(at, end, kind));
    at = end;
  }

  private boolean starts(String prefix) {
    return text.startsWith(prefix, at);
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /** Length of {@code r}, {@code b}, {@code rb} or {@code br} before a quote, else 0. */
  private int stringPrefix() {
    for (int n = 1; n <= 2 && at + n < text.length(); n++) {
      char before = Character.toLowerCase(text.charAt(at + n - 1));
      if (before != 'r' && before != 'b') {
        return 0;
      }
      char quote = text.charAt(at + n);
      if (quote == '\'' || quote == '"') {
        return n;
      }
    }
    return 0;
  }

  /** A backslash guards the quote after it, in raw strings too. */
  private int stringEnd(int open) {
    char quote = text.charAt(open);
    String triple = String.valueOf(quote).repeat(3);
    boolean isTriple = text.startsWith(triple, open);
    int i = open + (isTriple ? 3 : 1);
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\') {
        i += 2;
      } else if (isTriple && text.startsWith(triple, i)) {
        return i + 3;
      } else if (!isTriple && c == quote) {
        return i + 1;
      } else if (!isTriple && c == '\n') {
        return i;
      } else {
        i++;
      }
    }
    return Math.min(i, text.length());
  }

  private int numberEnd() {
    int end = at + 1;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    return end;
  }

  private static boolean wordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
