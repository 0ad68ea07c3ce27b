package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Says of which tables' rows a query's rows are made, for plain shapes only: whatever may yield
 * more rows than its tables multiplied is no such shape.
 */
public final class RowShape {
  /** Wherever one of these stands, rows may come from elsewhere, or more than once. */
  private static final Set<String> NOT_PLAIN =
      Set.of(
          "CUBE",
          "FOR",
          "GRAPH_TABLE",
          "GROUPING",
          "INTERSECT",
          "MATCH_RECOGNIZE",
          "PIVOT",
          "ROLLUP",
          "TABLESAMPLE",
          "UNNEST",
          "UNPIVOT",
          "WITH");

  private static final Set<String> ENDS_FROM =
      Set.of("WHERE", "GROUP", "HAVING", "QUALIFY", "WINDOW", "ORDER", "LIMIT");

  private static final Set<String> JOINS =
      Set.of("JOIN", "CROSS", "INNER", "LEFT", "RIGHT", "FULL", "OUTER", "NATURAL", "ON", "USING");

  /** Ends the reading: the shape is another. */
  private static final class OtherShapeException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final Tokens tokens;
  private final int to;
  private int at;

  private RowShape(Tokens tokens) {
    this.tokens = tokens;
    int end = tokens.size();
    this.to = end > 0 && tokens.is(end - 1, ';') ? end - 1 : end;
  }

  /**
   * The branches of a {@code UNION ALL}, most often one; in each the tables whose rows are combined
   * with each other, named as written. A branch without tables has one row.
   */
  public static Optional<List<List<TableName>>> of(String sql) {
    try {
      return Optional.of(new RowShape(Lexer.tokens(sql)).branches());
    } catch (UnreadableException | OtherShapeException e) {
      return Optional.empty();
    }
  }

  private List<List<TableName>> branches() throws OtherShapeException {
    for (int i = 0; i < to; i++) {
      boolean minus = tokens.isWord(i, "EXCEPT") && !tokens.is(i + 1, '(');
      require(
          !NOT_PLAIN.contains(tokens.word(i))
              && !minus
              && !tokens.is(i, ';')
              && !tokens.is(i, TokenKind.PIPE));
    }
    List<List<TableName>> branches = new ArrayList<>();
    branches.add(branch());
    while (at < to) {
      require(tokens.isWord(at, "UNION"));
      require(tokens.isWord(at + 1, "ALL") || tokens.isWord(at + 1, "DISTINCT"));
      at += 2;
      branches.add(branch());
    }
    return branches;
  }

  /** From SELECT to before UNION or the end. */
  private List<TableName> branch() throws OtherShapeException {
    require(tokens.isWord(at, "SELECT"));
    at++;
    List<TableName> tables = new ArrayList<>();
    skipTo(Set.of("FROM"));
    if (tokens.isWord(at, "FROM")) {
      tables = from();
      skipTo(Set.of());
    }
    return tables;
  }

  private List<TableName> from() throws OtherShapeException {
    List<TableName> tables = new ArrayList<>();
    Set<String> aliases = new HashSet<>();
    do {
      at++;
      tables.add(table(aliases));
      nextTable();
    } while (at < to && (tokens.is(at, ',') || tokens.isWord(at, "JOIN")));
    return tables;
  }

  private TableName table(Set<String> aliases) throws OtherShapeException {
    Paths.Path path = Paths.table(tokens, at, to);
    require(!path.parts().isEmpty() && path.end() <= to);
    at = path.end();
    // A call, or a name that goes on in a way not read here.
    require(!tokens.is(at, '(') && !tokens.is(at, '.') && !tokens.is(at, '-'));
    Optional<TableName> name = TableName.parse(path.parts());
    require(name.isPresent() && !name.get().isWildcard());
    boolean correlated =
        path.parts().size() > 1 && aliases.contains(lower(path.parts().getFirst()));
    require(!correlated);
    aliases.add(lower(name.get().table()));
    aliases.add(lower(path.parts().getLast()));
    if (tokens.isWord(at, "AS")) {
      at++;
      require(at < to && tokens.isName(at));
    }
    boolean word = tokens.is(at, TokenKind.WORD);
    boolean keyword =
        word
            && (ENDS_FROM.contains(tokens.word(at))
                || JOINS.contains(tokens.word(at))
                || tokens.isWord(at, "UNION"));
    if (at < to && tokens.isName(at) && !keyword) {
      aliases.add(lower(tokens.name(at)));
      at++;
    }
    return name.get();
  }

  /** To the comma or JOIN before another table, or to the end of the list of tables. */
  private void nextTable() throws OtherShapeException {
    boolean free = true; // until an ON begins, only words of joins may stand here
    while (at < to) {
      if (tokens.is(at, ',') || tokens.isWord(at, "JOIN")) {
        return;
      }
      String word = tokens.word(at);
      if (ENDS_FROM.contains(word) || word.equals("UNION")) {
        return;
      }
      require(!word.equals("SELECT") && !word.equals("FROM") || afterDistinct());
      free &= !word.equals("ON") && !word.equals("USING");
      require(!free || JOINS.contains(word));
      step();
    }
  }

  /** To one of these words, to UNION or to the end; what stands in brackets is passed over. */
  private void skipTo(Set<String> words) throws OtherShapeException {
    while (at < to && !tokens.isWord(at, "UNION")) {
      boolean from = tokens.isWord(at, "FROM") && !afterDistinct();
      if (words.contains(tokens.word(at)) && !(tokens.isWord(at, "FROM") && afterDistinct())) {
        return;
      }
      require(!from && !tokens.isWord(at, "SELECT"));
      step();
    }
  }

  /** IS DISTINCT FROM is an operator. */
  private boolean afterDistinct() {
    return tokens.isWord(at, "FROM") && tokens.isWord(at - 1, "DISTINCT");
  }

  private void step() {
    boolean opens = tokens.is(at, '(') || tokens.is(at, '[') || tokens.is(at, '{');
    at = opens ? tokens.match(at) + 1 : at + 1;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static void require(boolean plain) throws OtherShapeException {
    if (!plain) {
      throw new OtherShapeException();
    }
  }
}
