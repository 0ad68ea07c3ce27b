package dev.chaperone.proxy.sql.suspicion;

import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/**
 * Adds to what our lexer found what JSqlParser sees besides: tables it misses, and a doubt where
 * that takes a read for something else. It takes nothing away, and where it does not understand a
 * statement, as about two of five of BigQuery's, nothing is added.
 */
public final class Suspicion {
  // The parser runs in this process, so what it is given is small.
  private static final int MAX_SQL = 8_192;
  private static final int MAX_NESTING = 20;
  private static final long PARSE_MILLIS = 500;

  private Suspicion() {}

  /**
   * @param facts by our lexer, of the whole text
   */
  public static ScriptFacts added(ScriptFacts facts, String sql) {
    if (sql.length() > MAX_SQL || !facts.isUnderstood()) {
      return facts;
    }
    List<Doubt> doubts = new ArrayList<>(facts.doubts());
    List<StatementFacts> statements = new ArrayList<>();
    for (StatementFacts statement : facts.statements()) {
      statements.add(added(statement, sql, doubts));
    }
    return new ScriptFacts(facts.analyser(), statements, doubts);
  }

  private static StatementFacts added(StatementFacts facts, String sql, List<Doubt> doubts) {
    if (facts.effect() != Effect.READ && facts.effect() != Effect.WRITE) {
      return facts;
    }
    Optional<Statement> parsed = parsed(sql.substring(facts.start(), facts.end()));
    if (parsed.isEmpty()) {
      return facts;
    }
    if (facts.kind() == StatementKind.SELECT && !(parsed.get() instanceof Select)) {
      doubts.add(
          new Doubt(
              Doubt.Reason.DISAGREEMENT,
              "the lexer sees SELECT, another parser "
                  + parsed.get().getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT)));
    }
    Set<TableName> more = tables(parsed.get());
    more.removeAll(facts.writes().toOptional().orElseGet(Set::of));
    return facts.reads() instanceof Fact.Known<Set<TableName>>(Set<TableName> known)
            && !known.containsAll(more)
        ? facts.toBuilder().reads(Fact.known(union(known, more))).build()
        : facts;
  }

  private static Set<TableName> union(Set<TableName> one, Set<TableName> other) {
    Set<TableName> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  private static Set<TableName> tables(Statement statement) {
    try {
      return NamedTables.in(statement);
    } catch (RuntimeException notFollowed) {
      return new HashSet<>();
    }
  }

  private static Optional<Statement> parsed(String statement) {
    if (nesting(statement) > MAX_NESTING) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          CCJSqlParserUtil.parse(
              statement.strip(),
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
