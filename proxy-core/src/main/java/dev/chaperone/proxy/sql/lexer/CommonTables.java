package dev.chaperone.proxy.sql.lexer;

/** Reads the list of common tables behind WITH. */
final class CommonTables {
  private CommonTables() {}

  /** Whether this WITH begins such a list, and not one of its other uses. */
  static boolean begins(Tokens tokens, int with) {
    int name = name(tokens, with);
    return tokens.isName(name) && body(tokens, name) >= 0;
  }

  /** The token of the first common table's name. */
  static int name(Tokens tokens, int with) {
    boolean recursive = isRecursive(tokens, with);
    return with + (recursive ? 2 : 1);
  }

  static boolean isRecursive(Tokens tokens, int with) {
    return tokens.isWord(with + 1, "RECURSIVE") && !tokens.isWord(with + 2, "AS");
  }

  /** The bracket in which the common table of this name is defined, or -1. */
  static int body(Tokens tokens, int name) {
    int i = name + 1;
    if (tokens.is(i, '(')) {
      i = tokens.match(i) + 1;
    }
    if (!tokens.isWord(i, "AS")) {
      return -1;
    }
    i++;
    if (tokens.isWord(i, "NOT")) {
      i++;
    }
    if (tokens.isWord(i, "MATERIALIZED")) {
      i++;
    }
    return tokens.is(i, '(') ? i : -1;
  }

  /** Behind the whole list that begins with this WITH; the token itself if it is none. */
  static int end(Tokens tokens, int with, int to) {
    int i = name(tokens, with);
    int end = with;
    while (i < to && tokens.isName(i)) {
      int body = body(tokens, i);
      if (body < 0) {
        return end;
      }
      i = tokens.match(body) + 1;
      i = behindDepth(tokens, i, to);
      end = i;
      if (!tokens.is(i, ',')) {
        return end;
      }
      i++;
      end = i;
    }
    return end;
  }

  /** Recursive ones may say WITH DEPTH AS name BETWEEN a AND b. */
  private static int behindDepth(Tokens tokens, int at, int to) {
    if (!tokens.isWord(at, "WITH") || !tokens.isWord(at + 1, "DEPTH")) {
      return at;
    }
    int i = at + 2;
    while (i < to && !tokens.is(i, ',') && !tokens.isWord(i, "SELECT") && !tokens.is(i, '(')) {
      i++;
    }
    return i;
  }
}
