package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.Fact;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Says which columns queries can touch at most, without a grammar: those whose names are written
 * somewhere. That holds as long as nothing stands for columns that it does not name, such as a star
 * or a table's name used as a value; where something may, any column is touched.
 */
public final class ColumnMentions {
  /** What may bring in columns, or rows as values, that nothing names. */
  private static final Set<String> UNNAMED =
      Set.of(
          "TABLE",
          "MODEL",
          "PIVOT",
          "UNPIVOT",
          "MATCH_RECOGNIZE",
          "GRAPH",
          "GRAPH_TABLE",
          "NATURAL",
          "DESCRIPTOR",
          "DIFFERENTIAL_PRIVACY",
          "ANONYMIZATION");

  /** Behind a table in FROM these are no alias. */
  private static final Set<String> NO_ALIAS =
      Set.of(
          "JOIN",
          "INNER",
          "LEFT",
          "RIGHT",
          "FULL",
          "CROSS",
          "ON",
          "USING",
          "WHERE",
          "GROUP",
          "ORDER",
          "HAVING",
          "LIMIT",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "WINDOW",
          "QUALIFY",
          "FOR",
          "TABLESAMPLE",
          "WITH",
          "HASH",
          "SELECT",
          "OFFSET");

  private enum Part {
    TABLES,
    OTHER
  }

  private final Tokens tokens;
  private final Set<String> names = new HashSet<>();
  private final Set<String> tables = new HashSet<>();
  private final Set<String> bare = new HashSet<>();
  private final Deque<Part> outer = new ArrayDeque<>();
  private final Deque<Boolean> outerSelected = new ArrayDeque<>();
  private Part part = Part.OTHER;

  /** Whether the query at hand says what it selects; FROM alone gives all columns. */
  private boolean selected;

  private boolean tableNext;
  private int at;

  private ColumnMentions(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Names in lower case; unknown if any column of the tables may be touched.
   *
   * @param sql one or more queries, nothing else
   */
  public static Fact<Set<String>> of(String sql) {
    try {
      return new ColumnMentions(Lexer.tokens(sql)).scan();
    } catch (UnreadableException e) {
      return Fact.unknown("it cannot be read");
    }
  }

  private Fact<Set<String>> scan() {
    while (at < tokens.size()) {
      switch (tokens.kind(at)) {
        case PIPE -> {
          return Fact.unknown("pipe syntax passes on columns that it does not name");
        }
        case SYMBOL -> {
          if (isStar()) {
            return Fact.unknown("a star stands for any column");
          }
          symbol();
        }
        case WORD, QUOTED -> {
          if (tokens.isWord(at, "FROM") && !selected && !isComparison() && !isArgument()) {
            return Fact.unknown("a query that selects nothing gives all columns");
          }
          if (UNNAMED.contains(tokens.word(at))) {
            return Fact.unknown(tokens.word(at) + " may bring in columns that it does not name");
          }
          name();
        }
        case STRING, NUMBER, PARAMETER, SYSTEM_VARIABLE -> {
          tableNext = false;
          at++;
        }
      }
    }
    for (String table : tables) {
      if (bare.contains(table)) {
        return Fact.unknown("a whole row is used as a value");
      }
    }
    return Fact.known(Set.copyOf(names));
  }

  /** All but a multiplication and {@code COUNT(*)}. */
  private boolean isStar() {
    if (!tokens.is(at, '*')) {
      return false;
    }
    if (tokens.is(at - 1, '(')) {
      return !(tokens.isWord(at - 2, "COUNT") && tokens.is(at + 1, ')'));
    }
    boolean operand =
        tokens.is(at - 1, TokenKind.NUMBER)
            || tokens.is(at - 1, TokenKind.STRING)
            || tokens.is(at - 1, TokenKind.PARAMETER)
            || tokens.is(at - 1, TokenKind.SYSTEM_VARIABLE)
            || tokens.is(at - 1, TokenKind.QUOTED)
            || tokens.is(at - 1, ')')
            || tokens.is(at - 1, ']');
    return !operand
        && switch (tokens.word(at - 1)) {
          case "", "SELECT", "DISTINCT", "ALL", "STRUCT", "VALUE", "AS" -> true;
          default -> false;
        };
  }

  private void symbol() {
    char c = tokens.sql().charAt(tokens.start(at));
    switch (c) {
      case '(', '[', '{' -> {
        outer.push(part);
        outerSelected.push(selected);
        selected = false;
        boolean table = tableNext && c == '(';
        part = table ? Part.TABLES : Part.OTHER;
        tableNext = table;
      }
      case ')', ']', '}' -> {
        part = outer.isEmpty() ? Part.OTHER : outer.pop();
        selected = !outerSelected.isEmpty() && outerSelected.pop();
        tableNext = false;
        if (c == ')' && part == Part.TABLES) {
          at++;
          alias(false);
          return;
        }
      }
      case ',' -> tableNext = part == Part.TABLES;
      case ';' -> {
        selected = false;
        tableNext = false;
      }
      default -> tableNext = false;
    }
    at++;
  }

  private void name() {
    switch (tokens.word(at)) {
      case "FROM" -> {
        // x IS DISTINCT FROM y, EXTRACT(part FROM x)
        if (isComparison() || isArgument()) {
          at++;
        } else {
          enter(Part.TABLES);
        }
      }
      case "JOIN" -> enter(Part.TABLES);
      case "SELECT",
          "WHERE",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "QUALIFY",
          "WINDOW",
          "ON",
          "USING",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "FOR" ->
          enter(Part.OTHER);
      default -> {
        if (tableNext) {
          table();
        } else {
          path();
        }
      }
    }
  }

  private boolean isComparison() {
    return tokens.isWord(at - 1, "DISTINCT");
  }

  private boolean isArgument() {
    int depth = 0;
    for (int i = at - 1; i >= 0; i--) {
      if (tokens.is(i, ')') || tokens.is(i, ']')) {
        depth++;
      } else if (tokens.is(i, '(') || tokens.is(i, '[')) {
        if (depth == 0) {
          return tokens.isWord(i - 1, "EXTRACT") || tokens.isWord(i - 1, "TRIM");
        }
        depth--;
      } else if (depth == 0 && tokens.isWord(i, "SELECT")) {
        return false;
      }
    }
    return false;
  }

  private void enter(Part next) {
    switch (tokens.word(at)) {
      case "SELECT" -> selected = true;
      case "UNION", "INTERSECT", "EXCEPT" -> selected = false;
      default -> {
        // The query goes on.
      }
    }
    part = next;
    tableNext = next == Part.TABLES;
    at++;
  }

  private void table() {
    tableNext = false;
    int last = at;
    note(at);
    while (tokens.is(last + 1, '.') || tokens.is(last + 1, '-')) {
      last += 2;
      note(last);
    }
    if (tokens.is(last + 1, '(')) {
      // UNNEST, or a table function: its arguments are read as they come.
      at = last + 1;
      outer.push(Part.TABLES);
      outerSelected.push(selected);
      selected = false;
      part = Part.OTHER;
      at++;
      return;
    }
    lastPart(last);
    at = last + 1;
    alias(true);
  }

  private void lastPart(int token) {
    String name = tokens.isName(token) ? tokens.name(token) : tokens.text(token);
    String[] parts = name.split("\\.", -1);
    tables.add(parts[parts.length - 1].toLowerCase(Locale.ROOT));
  }

  private void alias(boolean ofTable) {
    boolean said = tokens.isWord(at, "AS");
    int name = said ? at + 1 : at;
    boolean goesOn = NO_ALIAS.contains(tokens.word(name)) || UNNAMED.contains(tokens.word(name));
    if (tokens.isName(name) && (said || !goesOn)) {
      note(name);
      if (ofTable) {
        tables.add(tokens.name(name).toLowerCase(Locale.ROOT));
      }
      at = name + 1;
    }
  }

  /** A name among expressions. */
  private void path() {
    note(at);
    boolean first = !tokens.is(at - 1, '.');
    // x AS (…) begins a common table or a window, AS x ends what it names.
    boolean defined =
        tokens.isWord(at - 1, "AS") || tokens.isWord(at + 1, "AS") && tokens.is(at + 2, '(');
    if (first && !defined && !tokens.is(at + 1, '.')) {
      bare.add(tokens.name(at).toLowerCase(Locale.ROOT));
    }
    at++;
  }

  private void note(int token) {
    if (!tokens.isName(token)) {
      return;
    }
    for (String part : tokens.name(token).split("\\.", -1)) {
      names.add(part.toLowerCase(Locale.ROOT));
    }
  }
}
