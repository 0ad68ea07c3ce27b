package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.Doubt;

/**
 * Cuts GoogleSQL into tokens, in time linear in its length.
 *
 * <p>Whatever another reader could take otherwise is refused: unknown characters, characters that
 * end a line for some and not for others, brackets that do not match.
 */
public final class Lexer {
  private final String sql;
  private final Tokens tokens;
  private int at;

  private Lexer(String sql) {
    this.sql = sql;
    this.tokens = new Tokens(sql);
  }

  public static Tokens tokens(String sql) throws UnreadableException {
    if (sql.length() > SqlLimits.MAX_CHARACTERS) {
      throw new UnreadableException(
          Doubt.Reason.NOT_READABLE,
          "the text has %,d characters, the limit is %,d"
              .formatted(sql.length(), SqlLimits.MAX_CHARACTERS));
    }
    checkCharacters(sql);
    Lexer lexer = new Lexer(sql);
    lexer.run();
    lexer.tokens.matches(Brackets.match(lexer.tokens));
    return lexer.tokens;
  }

  private static void checkCharacters(String sql) throws UnreadableException {
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\0') {
        throw UnreadableException.at(i, "a NUL character");
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < sql.length()
                && Character.isLowSurrogate(sql.charAt(i + 1));
        if (!pair) {
          throw UnreadableException.at(i, "half a character");
        }
        i++;
      }
    }
  }

  private void run() throws UnreadableException {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (isSpace(c)) {
        at++;
      } else if (c == '#' || c == '-' && next(1) == '-') {
        lineComment();
      } else if (c == '/' && next(1) == '*') {
        blockComment();
      } else {
        token(c);
      }
    }
  }

  private void token(char c) throws UnreadableException {
    int start = at;
    if (isWordStart(c)) {
      int prefix = literalPrefix();
      if (prefix > 0) {
        at += prefix;
        string(start);
      } else {
        word(start);
      }
    } else if (isDigit(c) || c == '.' && isDigit(next(1)) && !followsName()) {
      number(start);
    } else if (c == '\'' || c == '"') {
      string(start);
    } else if (c == '`') {
      quoted(start);
    } else if (c == '@') {
      parameter(start);
    } else if (c == '?') {
      at++;
      tokens.add(TokenKind.PARAMETER, start, at);
    } else if (c == '|' && next(1) == '>') {
      at += 2;
      tokens.add(TokenKind.PIPE, start, at);
    } else if ("()[]{}.,;:+-*/%<>=!&|^~".indexOf(c) >= 0) {
      at++;
      tokens.add(TokenKind.SYMBOL, start, at);
    } else {
      throw UnreadableException.at(at, "an unexpected character");
    }
  }

  private void lineComment() throws UnreadableException {
    int start = at;
    while (at < sql.length() && sql.charAt(at) != '\n') {
      switch (sql.charAt(at)) {
        case '\r' -> {
          // For some the line ends here, for others it goes on.
          if (next(1) != '\n' && at + 1 < sql.length()) {
            throw UnreadableException.at(at, "a lone carriage return in a comment");
          }
        }
        case '\u000b', '\f', '\u0085', '\u2028', '\u2029' ->
            throw UnreadableException.at(at, "an unusual end of line in a comment");
        default -> {}
      }
      at++;
    }
    if (tokens.size() == 0
        && sql.regionMatches(true, start, "#legacysql", 0, "#legacysql".length())) {
      throw UnreadableException.at(start, "legacy SQL is asked for");
    }
  }

  private void blockComment() throws UnreadableException {
    int end = sql.indexOf("*/", at + 2);
    if (end < 0) {
      throw UnreadableException.at(at, "a comment without end");
    }
    at = end + 2;
  }

  private void word(int start) {
    while (at < sql.length() && isWordPart(sql.charAt(at))) {
      at++;
    }
    tokens.add(TokenKind.WORD, start, at);
  }

  /** How many characters of a string's or bytes' prefix stand here: r, b, rb, br. */
  private int literalPrefix() {
    char first = Character.toLowerCase(sql.charAt(at));
    if (first != 'r' && first != 'b') {
      return 0;
    }
    char second = Character.toLowerCase(next(1));
    if (isQuote(second)) {
      return 1;
    }
    boolean both = first == 'r' ? second == 'b' : second == 'r';
    return both && isQuote(next(2)) ? 2 : 0;
  }

  private void string(int start) throws UnreadableException {
    char quote = sql.charAt(at);
    boolean triple = next(1) == quote && next(2) == quote;
    at += triple ? 3 : 1;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\\') {
        // In raw literals too a backslash keeps the next quote from ending it.
        at += 2;
      } else if (c == quote && (!triple || next(1) == quote && next(2) == quote)) {
        at += triple ? 3 : 1;
        tokens.add(TokenKind.STRING, start, at);
        return;
      } else if (!triple && (c == '\n' || c == '\r')) {
        throw UnreadableException.at(at, "a line end in a string");
      } else {
        at++;
      }
    }
    throw UnreadableException.at(start, "a string without end");
  }

  private void quoted(int start) throws UnreadableException {
    skipQuoted(start);
    tokens.add(TokenKind.QUOTED, start, at);
  }

  /** To behind the name in backticks that stands here; {@code start} is where its token begins. */
  private void skipQuoted(int start) throws UnreadableException {
    int open = at++;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c == '`') {
        at++;
        if (at == open + 2) {
          throw UnreadableException.at(start, "an empty name");
        }
        return;
      } else if (c == '\n' || c == '\r') {
        throw UnreadableException.at(at, "a line end in a name");
      } else {
        at++;
      }
    }
    throw UnreadableException.at(start, "a name without end");
  }

  private void number(int start) {
    if (followsDot()) {
      // Part of a path: its names may begin with digits.
      word(start);
      return;
    }
    if (sql.charAt(at) == '0' && Character.toLowerCase(next(1)) == 'x') {
      at += 2;
      while (at < sql.length() && Character.digit(sql.charAt(at), 16) >= 0) {
        at++;
      }
    } else {
      digits();
      if (next(0) == '.') {
        at++;
        digits();
      }
      exponent();
    }
    tokens.add(TokenKind.NUMBER, start, at);
  }

  private void digits() {
    while (isDigit(next(0))) {
      at++;
    }
  }

  private void exponent() {
    if (Character.toLowerCase(next(0)) != 'e') {
      return;
    }
    int sign = next(1) == '+' || next(1) == '-' ? 1 : 0;
    if (isDigit(next(1 + sign))) {
      at += 1 + sign;
      digits();
    }
  }

  private void parameter(int start) throws UnreadableException {
    boolean system = next(1) == '@';
    at += system ? 2 : 1;
    if (next(0) == '`') {
      skipQuoted(start);
    } else {
      while (at < sql.length() && isWordPart(sql.charAt(at))) {
        at++;
      }
    }
    if (system) {
      tokens.add(TokenKind.SYSTEM_VARIABLE, start, at);
    } else {
      // A lone one begins a hint.
      tokens.add(at == start + 1 ? TokenKind.SYMBOL : TokenKind.PARAMETER, start, at);
    }
  }

  /** A path goes on over white space. */
  private boolean followsDot() {
    int last = tokens.size() - 1;
    return tokens.is(last, '.') && endsOperand(last - 1);
  }

  private boolean followsName() {
    return endsOperand(tokens.size() - 1);
  }

  private boolean endsOperand(int token) {
    return tokens.isName(token) || tokens.is(token, ')') || tokens.is(token, ']');
  }

  private char next(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c);
  }

  /** What GoogleSQL takes for white space. */
  private static boolean isSpace(char c) {
    return switch (c) {
      case ' ', '\n', '\r', '\t', '\b', '\f', '\u000b' -> true;
      case '\u00a0', '\u1680', '\u180e', '\u202f', '\u205f', '\u3000' -> true;
      default -> c >= '\u2000' && c <= '\u200a';
    };
  }
}
