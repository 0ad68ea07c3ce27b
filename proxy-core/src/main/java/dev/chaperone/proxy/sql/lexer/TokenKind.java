package dev.chaperone.proxy.sql.lexer;

/** The kinds of token that matter here. */
public enum TokenKind {
  /** An identifier or keyword without quotes. */
  WORD,
  /** An identifier in backquotes. */
  QUOTED,
  /** A string or bytes literal. */
  STRING,
  NUMBER,
  /** {@code @name} or {@code ?}. */
  PARAMETER,
  /** {@code @@name}. */
  SYSTEM_VARIABLE,
  /** {@code |>}. */
  PIPE,
  /** One character of anything else. */
  SYMBOL
}
