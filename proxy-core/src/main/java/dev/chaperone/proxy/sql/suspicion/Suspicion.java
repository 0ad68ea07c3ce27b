package dev.chaperone.proxy.sql.suspicion;

import dev.chaperone.proxy.sql.parser.BoundedParser;
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
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/**
 * Adds to what our lexer found what JSqlParser sees besides: tables it misses, and a doubt where
 * that takes a read for something else. It takes nothing away, and where it does not understand a
 * statement, as about two of five of BigQuery's, nothing is added.
 */
public final class Suspicion {
  private Suspicion() {}

  /**
   * @param facts by our lexer, of the whole text
   */
  public static ScriptFacts added(ScriptFacts facts, String sql) {
    if (!facts.isUnderstood()) {
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
    Optional<Statement> parsed = BoundedParser.parse(sql.substring(facts.start(), facts.end()));
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
}
