package dev.chaperone.googlesql.sandbox.engine;

/** Keeps from the native parser what is known to crash it: very long or very deep text. */
final class SqlLimits {
  private static final int MAX_CHARACTERS = 60_000;
  private static final int MAX_DEPTH = 100;

  private SqlLimits() {}

  static void check(String sql) throws SqlFailure {
    if (sql.isBlank()) {
      throw SqlFailure.invalid("Syntax error: Unexpected end of script");
    }
    if (sql.length() > MAX_CHARACTERS) {
      throw SqlFailure.unsupported(
          "the statement has %,d characters, the limit is %,d."
              .formatted(sql.length(), MAX_CHARACTERS));
    }
    int depth = 0;
    for (int i = 0; i < sql.length(); i++) {
      switch (sql.charAt(i)) {
        // Brackets in strings and comments count too: refusing those costs little.
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth = Math.max(0, depth - 1);
        case '\0' -> throw SqlFailure.invalid("Syntax error: Illegal input character \"\\0\"");
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        throw SqlFailure.unsupported("brackets are nested more than %d deep.".formatted(MAX_DEPTH));
      }
    }
  }
}
