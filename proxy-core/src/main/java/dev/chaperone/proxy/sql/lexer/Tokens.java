package dev.chaperone.proxy.sql.lexer;

import java.util.Arrays;
import java.util.Locale;

/** A text's tokens in order, comments and white space left out. */
public final class Tokens {
  private static final TokenKind[] KINDS = TokenKind.values();

  private final String sql;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private byte[] kinds = new byte[64];
  private int[] matches = new int[0];
  private int size;

  Tokens(String sql) {
    this.sql = sql;
  }

  void add(TokenKind kind, int start, int end) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    starts[size] = start;
    ends[size] = end;
    kinds[size] = (byte) kind.ordinal();
    size++;
  }

  void matches(int[] partners) {
    this.matches = partners;
  }

  public int size() {
    return size;
  }

  public String sql() {
    return sql;
  }

  public int start(int token) {
    return starts[token];
  }

  public int end(int token) {
    return ends[token];
  }

  public TokenKind kind(int token) {
    return KINDS[kinds[token]];
  }

  public String text(int token) {
    return sql.substring(starts[token], ends[token]);
  }

  /** The token that closes or opens what this one opens or closes. */
  int match(int token) {
    return matches[token];
  }

  /** Whether the token exists and is this word; case does not count. */
  boolean isWord(int token, String word) {
    return in(token)
        && kinds[token] == TokenKind.WORD.ordinal()
        && ends[token] - starts[token] == word.length()
        && sql.regionMatches(true, starts[token], word, 0, word.length());
  }

  /** The word in upper case; empty where there is no word. */
  String word(int token) {
    return in(token) && kinds[token] == TokenKind.WORD.ordinal()
        ? text(token).toUpperCase(Locale.ROOT)
        : "";
  }

  boolean is(int token, char symbol) {
    return in(token)
        && kinds[token] == TokenKind.SYMBOL.ordinal()
        && sql.charAt(starts[token]) == symbol;
  }

  boolean is(int token, TokenKind kind) {
    return in(token) && kinds[token] == kind.ordinal();
  }

  boolean isName(int token) {
    return is(token, TokenKind.WORD) || is(token, TokenKind.QUOTED);
  }

  /** Whether nothing stands between this token and the one before. */
  boolean isAdjacent(int token) {
    return token > 0 && token < size && starts[token] == ends[token - 1];
  }

  /** An identifier's name without quotes and escapes. */
  String name(int token) {
    return is(token, TokenKind.QUOTED)
        ? Escapes.decode(sql.substring(starts[token] + 1, ends[token] - 1))
        : text(token);
  }

  private boolean in(int token) {
    return token >= 0 && token < size;
  }
}
