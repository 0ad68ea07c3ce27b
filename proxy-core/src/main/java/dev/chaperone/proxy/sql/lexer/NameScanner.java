package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.Risk;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.StatementKind;

/**
 * Finds the tables and routines that a piece of a statement mentions.
 *
 * <p>Knows no grammar, only where a table can stand. When in doubt a name is a table's: one too
 * many costs a look-up, one too few would be a leak.
 */
final class NameScanner {
  private final Tokens tokens;
  private final StatementKind kind;
  private final Mentions found;
  private final TablePlaces places;
  private Scope scope = Scope.outermost();
  private int start;
  private int at;
  private int to;

  NameScanner(Tokens tokens, StatementKind kind, Mentions found) {
    this.tokens = tokens;
    this.kind = kind;
    this.found = found;
    this.places = new TablePlaces(tokens, found);
  }

  void scan(int from, int end) {
    start = from;
    at = from;
    to = end;
    while (at < to) {
      step();
    }
    places.decide();
  }

  private void step() {
    switch (tokens.kind(at)) {
      case WORD -> word();
      case QUOTED -> name();
      case SYMBOL -> symbol();
      case PIPE -> {
        scope.piped = true;
        if (PipeOperators.isMoreThanReading(tokens, at)) {
          found.risks.add(Risk.PIPE_SIDE_EFFECT);
        }
        clause();
      }
      case PARAMETER -> {
        found.parameter(tokens.text(at));
        notTable();
      }
      case SYSTEM_VARIABLE -> {
        found.risks.add(Risk.VARIABLE);
        notTable();
      }
      case STRING, NUMBER -> notTable();
    }
  }

  private void notTable() {
    scope.tableNext &= isHint();
    at++;
  }

  /** The table comes behind it: {@code JOIN @5 d.t}. */
  private boolean isHint() {
    String text = tokens.text(at);
    return text.length() > 1 && text.charAt(0) == '@' && Character.isDigit(text.charAt(1))
        || tokens.is(at, TokenKind.NUMBER) && tokens.is(at - 1, '@');
  }

  private void symbol() {
    char c = tokens.sql().charAt(tokens.start(at));
    switch (c) {
      case '(' -> open();
      case '[', '{' -> {
        if (c == '[' && scope.tableNext) {
          found.risks.add(Risk.LEGACY_SQL);
        }
        enter(false);
      }
      case ')', ']', '}' -> leave();
      case ',' -> {
        scope.tableNext = scope.fromList;
        at++;
      }
      case '*' -> {
        star();
        at++;
      }
      case '.' -> chainedCall();
      default -> at++;
    }
  }

  private void open() {
    boolean table = scope.tableNext;
    scope.tableNext = false;
    boolean argument = tokens.isWord(at - 1, "EXTRACT") || tokens.isWord(at - 1, "TRIM");
    enter(table);
    // A join in brackets begins with a table; a query turns this off with its first word.
    scope.tableNext = table;
    scope.fromList = table;
    scope.fromIsArgument = argument;
  }

  private void enter(boolean inPlaceOfTable) {
    scope = scope.inner(inPlaceOfTable);
    at++;
  }

  private void leave() {
    scope.outer().ifPresent(outer -> scope = outer);
    scope.closed(at);
    at++;
  }

  /** Methods are called on values: {@code (x).f()} and {@code (x).(d.f)()}. */
  private void chainedCall() {
    at++;
    if (tokens.is(at, '(')) {
      Paths.Path path = Paths.plain(tokens, at + 1, to);
      if (!path.parts().isEmpty()) {
        found.routine(RoutineName.Kind.FUNCTION, path.dotted());
      }
      return;
    }
    if (!tokens.isName(at)) {
      return;
    }
    Paths.Path path = Paths.plain(tokens, at, to);
    at = path.end();
    if (tokens.is(at, '(')) {
      found.routine(RoutineName.Kind.FUNCTION, path.parts().getLast());
    }
  }

  private void star() {
    boolean column =
        tokens.isWord(at - 1, "SELECT")
            || tokens.is(at - 1, ',')
            || tokens.is(at - 1, '.')
            || tokens.isWord(at - 1, "DISTINCT")
            || tokens.isWord(at - 1, "ALL")
            || tokens.isWord(at - 1, "STRUCT");
    if (column) {
      found.risks.add(Risk.SELECT_STAR);
    }
  }

  private void word() {
    String word = tokens.word(at);
    if (scope.tableNext && !beginsQuery(word)) {
      // Most keywords are allowed as names.
      name();
      return;
    }
    switch (word) {
      case "FROM" -> from();
      case "JOIN" -> tableFollows(scope.fromList);
      case "USING" -> {
        if (kind == StatementKind.MERGE && scope.outer().isEmpty()) {
          tableFollows(false);
        } else {
          at++;
        }
      }
      case "SELECT" -> {
        if (!tokens.is(at - 1, TokenKind.PIPE)) {
          scope.newQuery();
        }
        clause();
      }
      case "UNION", "INTERSECT" -> {
        scope.newQuery();
        clause();
      }
      case "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "QUALIFY", "WINDOW" -> clause();
      case "EXCEPT" -> {
        if (tokens.isWord(at + 1, "DISTINCT") || tokens.isWord(at + 1, "ALL")) {
          scope.newQuery();
          clause();
        } else {
          at++;
        }
      }
      case "WITH" -> with();
      case "TABLE" -> relation();
      case "MODEL" -> model();
      case "COPY", "CLONE", "LIKE" -> source();
      case "OF" -> {
        // FOR SYSTEM_TIME AS OF
        if (tokens.isWord(at - 1, "AS") && tokens.isWord(at - 2, "SYSTEM_TIME")) {
          found.risks.add(Risk.TIME_TRAVEL);
        }
        scope.tableNext = tokens.isWord(at - 1, "REPLICA");
        at++;
      }
      case "REFERENCES" -> referenced();
      case "MATCH_RECOGNIZE" -> {
        found.risks.add(Risk.NOT_FOLLOWED);
        at++;
      }
      case "GRAPH_TABLE", "GRAPH" -> graph();
      case "CALL" -> call();
      default -> name();
    }
  }

  private void from() {
    boolean compares =
        tokens.isWord(at - 1, "DISTINCT")
            && (tokens.isWord(at - 2, "IS") || tokens.isWord(at - 2, "NOT"));
    if (compares || scope.fromIsArgument) {
      at++;
      return;
    }
    tableFollows(true);
  }

  private void tableFollows(boolean list) {
    scope.fromList = list;
    scope.tableNext = true;
    at++;
  }

  private void clause() {
    scope.fromList = false;
    scope.tableNext = false;
    at++;
  }

  private void with() {
    if (!CommonTables.begins(tokens, at)) {
      at++;
      return;
    }
    scope.tableNext = false;
    scope.fromList = false;
    boolean recursive = CommonTables.isRecursive(tokens, at);
    int name = CommonTables.name(tokens, at);
    at = name + 1;
    // The other names of the list are only noted; their definitions are read as they come.
    while (tokens.isName(name)) {
      int body = CommonTables.body(tokens, name);
      if (body < 0) {
        return;
      }
      if (recursive) {
        scope.commonTable(tokens.name(name));
      } else {
        scope.commonTableFrom(tokens.match(body), tokens.name(name));
      }
      int next = tokens.match(body) + 1;
      if (!tokens.is(next, ',')) {
        return;
      }
      name = next + 1;
    }
  }

  private void relation() {
    at++;
    if (tokens.isName(at) && kind != StatementKind.LOAD_DATA && !tokens.is(at + 1, '(')) {
      scope.tableNext = true;
      name();
    }
  }

  private void source() {
    at++;
    // Directly behind the name of what is created.
    if (Classified.createsTable(kind) && at == start + 1 && tokens.isName(at)) {
      scope.tableNext = true;
      name();
    }
  }

  private void referenced() {
    at++;
    Paths.Path path = Paths.table(tokens, at, to);
    if (!path.parts().isEmpty()
        && (kind == StatementKind.ALTER_TABLE || Classified.createsTable(kind))) {
      found.table(path);
      at = path.end();
    }
  }

  private boolean beginsQuery(String word) {
    return switch (word) {
      case "SELECT", "WITH", "FROM", "GRAPH", "GRAPH_TABLE" -> true;
      case "TABLE" -> tokens.is(at - 1, '(');
      default -> false;
    };
  }

  private void model() {
    int from = at + 1;
    boolean argument = tokens.is(at - 1, '(') || tokens.is(at - 1, ',') || tokens.is(at - 1, '>');
    if (argument && tokens.isName(from)) {
      Paths.Path path = Paths.table(tokens, from, to);
      if (!path.parts().isEmpty()) {
        found.model(path.dotted());
        at = path.end();
        return;
      }
    }
    name();
  }

  private void graph() {
    boolean call = tokens.is(at + 1, '(');
    int from = call ? at + 2 : at + 1;
    boolean first = tokens.isWord(at, "GRAPH") && tokens.isName(from);
    if (call && tokens.isWord(at, "GRAPH_TABLE") || first) {
      found.risks.add(Risk.NOT_FOLLOWED);
      Paths.Path path = Paths.table(tokens, from, to);
      if (!path.parts().isEmpty()) {
        found.table(path);
      }
    }
    if (tokens.isWord(at, "GRAPH") && !first) {
      name();
    } else {
      scope.tableNext = false;
      at++;
    }
  }

  /** As a pipe operator it calls a table function. */
  private void call() {
    if (!tokens.is(at - 1, TokenKind.PIPE)) {
      name();
      return;
    }
    Paths.Path path = Paths.table(tokens, at + 1, to);
    at = path.end();
    if (!path.parts().isEmpty()) {
      found.routine(RoutineName.Kind.TABLE_FUNCTION, path.dotted());
    }
  }

  private void name() {
    boolean table = scope.tableNext;
    scope.tableNext = false;
    Paths.Path path = table ? Paths.table(tokens, at, to) : Paths.plain(tokens, at, to);
    if (path.parts().isEmpty()) {
      found.notNames.add(tokens.text(at));
      at++;
      return;
    }
    int start = at;
    at = path.end();
    if (tokens.is(at, '(')) {
      called(start, path, table);
    } else if (table) {
      places.named(path, scope, to);
    } else if (path.dotted().equalsIgnoreCase("EXTERNAL_QUERY")) {
      found.risks.add(Risk.EXTERNAL_QUERY);
    }
  }

  private void called(int start, Paths.Path path, boolean table) {
    String dotted = path.dotted();
    boolean word = path.parts().size() == 1 && tokens.is(start, TokenKind.WORD);
    if (word
        && Functions.isSyntax(tokens.word(start))
        && !dotted.equalsIgnoreCase("EXTERNAL_QUERY")) {
      // What UNNEST and its like stand for has an alias of its own.
      behind(table);
      return;
    }
    // A table's alias with its columns in brackets: AS t (a, b)
    boolean alias = scope.fromList && tokens.isWord(start - 1, "AS");
    if (path.parts().size() == 1 && (alias || matchesByName(start))) {
      return;
    }
    found.routine(table ? RoutineName.Kind.TABLE_FUNCTION : RoutineName.Kind.FUNCTION, dotted);
    behind(table);
  }

  /** UNION ALL BY NAME (…) */
  private boolean matchesByName(int name) {
    return tokens.isWord(name, "NAME")
        && tokens.isWord(name - 1, "BY")
        && (tokens.isWord(name - 2, "ALL") || tokens.isWord(name - 2, "DISTINCT"));
  }

  /** Notes the alias behind a bracket that stands for a table. */
  private void behind(boolean table) {
    if (table && tokens.is(at, '(')) {
      places.alias(tokens.match(at) + 1, scope, to);
    }
  }
}
