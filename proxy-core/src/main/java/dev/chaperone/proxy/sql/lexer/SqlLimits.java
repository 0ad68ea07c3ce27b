package dev.chaperone.proxy.sql.lexer;

/**
 * How much is read.
 *
 * <p>The native parser crashes on text that is long and deep; none of the shapes known to crash it
 * did so below these limits.
 */
public final class SqlLimits {
  /** BigQuery's own limit for a query's text. */
  public static final int MAX_CHARACTERS = 1 << 20;

  /** Longer texts never reach the native analyser. */
  public static final int MAX_NATIVE_CHARACTERS = 60_000;

  public static final int MAX_BRACKETS = 100;
  public static final int MAX_BLOCKS = 50;
  public static final int MAX_STATEMENTS = 200;

  /** BigQuery's own limit for a query; each would be looked up. */
  public static final int MAX_TABLES = 1_000;

  private SqlLimits() {}
}
