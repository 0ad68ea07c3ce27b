package dev.chaperone.proxy.sql.parser;

import java.util.Optional;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;

/** Reads one statement by JSqlParser, which runs in this process: small ones only, and not long. */
public final class BoundedParser {
  private static final int MAX_SQL = 8_192;
  private static final int MAX_NESTING = 20;
  private static final long PARSE_MILLIS = 500;

  private BoundedParser() {}

  /** Empty for what it does not understand, is too long, too deep, or takes too long. */
  public static Optional<Statement> parse(String statement) {
    if (statement.length() > MAX_SQL || nesting(statement) > MAX_NESTING) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          CCJSqlParserUtil.parse(
              statement.strip().replaceFirst(";$", ""),
              parser -> parser.withDialect(Dialect.BIGQUERY).withTimeOut(PARSE_MILLIS)));
    } catch (JSQLParserException | RuntimeException notUnderstood) {
      return Optional.empty();
    }
  }

  private static int nesting(String sql) {
    int depth = 0;
    int most = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      most = Math.max(most, depth);
    }
    return most;
  }
}
