package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.StatementFactsBuilder;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** What can be told of a text by reading it ourselves; total, and never milder than the truth. */
public final class LexerFacts {
  private static final String NOT_FOLLOWED = "columns are followed by the native analyser only";

  private final Tokens tokens;
  private final Set<String> temporaryTables = new HashSet<>();
  private final Set<String> temporaryFunctions = new HashSet<>();
  private final List<Doubt> doubts = new ArrayList<>();

  private LexerFacts(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Never throws: what cannot be read is in doubt. */
  public static ScriptFacts of(String sql) {
    try {
      Tokens tokens = Lexer.tokens(sql);
      List<Statement> statements = Splitter.split(tokens);
      if (statements.isEmpty()) {
        return ScriptFacts.unknown(
            new Doubt(Doubt.Reason.NOT_READABLE, "the text has no statement"));
      }
      return new LexerFacts(tokens).script(statements);
    } catch (UnreadableException e) {
      return ScriptFacts.unknown(e.doubt());
    }
  }

  private ScriptFacts script(List<Statement> statements) {
    List<StatementFacts> facts = new ArrayList<>();
    Set<TableName> tables = new HashSet<>();
    for (Statement statement : statements) {
      StatementFacts read = statement(statement);
      facts.add(read);
      read.reads().toOptional().ifPresent(tables::addAll);
      if (tables.size() > SqlLimits.MAX_TABLES) {
        return ScriptFacts.unknown(
            new Doubt(
                Doubt.Reason.BEYOND_LIMITS,
                "more than %,d tables are named".formatted(SqlLimits.MAX_TABLES)));
      }
    }
    return new ScriptFacts(ScriptFacts.Analyser.LEXER, facts, doubts);
  }

  private StatementFacts statement(Statement statement) {
    int from = statement.from();
    int to = statement.ranges().getLast().to();
    Classified what =
        statement
            .control()
            .map(kind -> Classified.query(kind, Set.of(), from))
            .orElseGet(() -> Classifier.classify(tokens, from, to));
    Mentions found = new Mentions();
    if (statement.control().isPresent()) {
      statement
          .ranges()
          .forEach(r -> new NameScanner(tokens, what.kind(), found).scan(r.from(), r.to()));
    } else {
      // With a target the name of what is written comes first, and is read apart.
      boolean named = what.target() >= 0 && (what.targetIsTable() || what.body() == to);
      int start = named ? behindTarget(what, to) : what.body();
      new NameScanner(tokens, what.kind(), found).scan(Math.min(start, to), to);
    }
    Set<TableName> writes = writes(what, from, to);
    remember(what, to, statement.depth());
    EnumSet<Risk> risks = EnumSet.noneOf(Risk.class);
    risks.addAll(what.risks());
    risks.addAll(found.risks);
    Set<RoutineName> routines = routines(found);
    if (!routines.isEmpty() && StatementFacts.runsItsBody(what.kind(), risks)) {
      risks.add(Risk.UNRESOLVED_ROUTINE);
    }
    judge(what, found, from);
    return new StatementFactsBuilder(what.kind(), NOT_FOLLOWED)
        .span(tokens.start(from), tokens.end(Math.max(from, to - 1)), statement.depth())
        .risks(risks)
        .effect(StatementFacts.effectOf(what.kind(), risks))
        .reads(Fact.known(reads(found)))
        .writes(Fact.known(writes))
        .routines(Fact.known(routines))
        .parameters(found.parameters())
        .limit(limit(what.kind(), from, to))
        .build();
  }

  private void judge(Classified what, Mentions found, int from) {
    if (what.kind() == StatementKind.UNKNOWN) {
      String word = tokens.text(from);
      doubts.add(
          new Doubt(Doubt.Reason.UNKNOWN_STATEMENT, "not a known statement: " + word + " …"));
    }
    if (found.risks.contains(Risk.LEGACY_SQL)) {
      doubts.add(new Doubt(Doubt.Reason.UNKNOWN_STATEMENT, "a name as legacy SQL writes it"));
    }
    for (String name : found.notNames) {
      doubts.add(new Doubt(Doubt.Reason.NAME, "not a table's name: " + name));
    }
  }

  private int behindTarget(Classified what, int to) {
    int end = Paths.end(tokens, what.target(), to);
    // DML may put the columns written behind the name.
    return what.kind() == StatementKind.INSERT
            && tokens.is(end, '(')
            && !tokens.isWord(end + 1, "SELECT")
        ? tokens.match(end) + 1
        : end;
  }

  private Set<TableName> writes(Classified what, int from, int to) {
    Set<TableName> writes = new LinkedHashSet<>();
    if (what.targetIsTable() && what.target() >= 0) {
      add(writes, what.target(), to);
    }
    if (what.risks().contains(Risk.PIPE_SIDE_EFFECT)) {
      for (int i = from; i < to; i++) {
        boolean piped = tokens.is(i - 1, TokenKind.PIPE);
        if (piped && tokens.isWord(i, "INSERT")) {
          add(writes, tokens.isWord(i + 1, "INTO") ? i + 2 : i + 1, to);
        } else if (piped && tokens.isWord(i, "CREATE")) {
          add(writes, behind(i, "TABLE", to), to);
        }
      }
    }
    return writes;
  }

  private int behind(int token, String word, int to) {
    for (int i = token; i < to; i++) {
      if (tokens.isWord(i, word)) {
        return i + 1;
      }
    }
    return to;
  }

  private void add(Set<TableName> names, int token, int to) {
    Paths.Path path = Paths.table(tokens, token, to);
    TableName.parse(path.parts())
        .ifPresentOrElse(
            names::add,
            () -> doubts.add(new Doubt(Doubt.Reason.NAME, "what is written is not named")));
  }

  /** What a script creates for itself needs no catalogue. */
  private void remember(Classified what, int to, int depth) {
    if (what.kind() == StatementKind.DROP_TABLE) {
      temporaryTables.clear();
    }
    // What stands in a block may not have run.
    if (!what.risks().contains(Risk.TEMPORARY) || what.target() < 0 || depth > 0) {
      return;
    }
    Paths.Path path = Paths.table(tokens, what.target(), to);
    if (path.parts().size() != 1) {
      return;
    }
    String name = path.dotted().toLowerCase(Locale.ROOT);
    if (what.kind() == StatementKind.CREATE_FUNCTION
        || what.kind() == StatementKind.CREATE_TABLE_FUNCTION) {
      temporaryFunctions.add(name);
    } else {
      temporaryTables.add(name);
    }
  }

  private Set<TableName> reads(Mentions found) {
    Set<TableName> reads = new LinkedHashSet<>(found.tables);
    reads.removeIf(
        t -> !t.isQualified() && temporaryTables.contains(t.table().toLowerCase(Locale.ROOT)));
    return reads;
  }

  private Set<RoutineName> routines(Mentions found) {
    Set<RoutineName> routines = new LinkedHashSet<>(found.routines);
    routines.removeIf(r -> temporaryFunctions.contains(r.path().toLowerCase(Locale.ROOT)));
    return routines;
  }

  /** A number behind the last LIMIT of a query; where there is no LIMIT at all, there is none. */
  private Fact<OptionalLong> limit(StatementKind kind, int from, int to) {
    if (kind != StatementKind.SELECT) {
      return Fact.known(OptionalLong.empty());
    }
    int end = to;
    if (tokens.is(end - 1, TokenKind.NUMBER) && tokens.isWord(end - 2, "OFFSET")) {
      end -= 2;
    }
    if (tokens.is(end - 1, TokenKind.NUMBER) && tokens.isWord(end - 2, "LIMIT")) {
      try {
        return Fact.known(OptionalLong.of(Long.decode(tokens.text(end - 1))));
      } catch (NumberFormatException e) {
        return Fact.unknown("a limit that is no whole number");
      }
    }
    for (int i = from; i < to; i++) {
      if (tokens.isWord(i, "LIMIT")) {
        return Fact.unknown("a limit somewhere inside");
      }
    }
    return Fact.known(OptionalLong.empty());
  }
}
