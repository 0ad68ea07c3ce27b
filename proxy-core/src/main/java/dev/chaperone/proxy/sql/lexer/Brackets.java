package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.Doubt;
import java.util.Arrays;

/** Pairs brackets; a text whose brackets do not match, or hold a semicolon, is refused. */
final class Brackets {
  private Brackets() {}

  /** For each bracket the token of its partner, for other tokens -1. */
  static int[] match(Tokens tokens) throws UnreadableException {
    int[] partners = new int[tokens.size()];
    Arrays.fill(partners, -1);
    int[] open = new int[SqlLimits.MAX_BRACKETS];
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.is(i, TokenKind.SYMBOL)) {
        continue;
      }
      char c = tokens.sql().charAt(tokens.start(i));
      switch (c) {
        case '(', '[', '{' -> {
          if (depth == open.length) {
            throw new UnreadableException(
                Doubt.Reason.BEYOND_LIMITS,
                "brackets are nested more than %d deep".formatted(SqlLimits.MAX_BRACKETS));
          }
          open[depth++] = i;
        }
        case ')', ']', '}' -> {
          if (depth == 0 || partner(tokens, open[depth - 1]) != c) {
            throw UnreadableException.at(tokens.start(i), "a bracket without its partner");
          }
          int opening = open[--depth];
          partners[opening] = i;
          partners[i] = opening;
        }
        case ';' -> {
          if (depth > 0) {
            throw UnreadableException.at(tokens.start(i), "a semicolon in brackets");
          }
        }
        default -> {}
      }
    }
    if (depth > 0) {
      throw UnreadableException.at(tokens.start(open[depth - 1]), "a bracket without its partner");
    }
    return partners;
  }

  private static char partner(Tokens tokens, int token) {
    return switch (tokens.sql().charAt(tokens.start(token))) {
      case '(' -> ')';
      case '[' -> ']';
      default -> '}';
    };
  }
}
