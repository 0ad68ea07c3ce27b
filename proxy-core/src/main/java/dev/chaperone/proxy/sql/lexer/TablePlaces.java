package dev.chaperone.proxy.sql.lexer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Decides whether a name in a table's place is a table's, or goes on from one named before. */
final class TablePlaces {
  /** A path that is a table's name unless one of these aliases turns out to be its beginning. */
  private record Pending(Paths.Path path, List<Set<String>> aliases) {
    boolean isTable() {
      String first = path.parts().getFirst().toLowerCase(Locale.ROOT);
      return aliases.stream().noneMatch(names -> names.contains(first));
    }
  }

  /** Words that may follow a table and are no alias. */
  private static final Set<String> NO_ALIAS =
      Set.of(
          "AS",
          "ASSERT",
          "CROSS",
          "EXCEPT",
          "FETCH",
          "FOR",
          "FROM",
          "FULL",
          "GROUP",
          "HAVING",
          "INNER",
          "INTERSECT",
          "JOIN",
          "LEFT",
          "LIMIT",
          "MATCH_RECOGNIZE",
          "NATURAL",
          "ON",
          "ORDER",
          "OUTER",
          "PIVOT",
          "QUALIFY",
          "RIGHT",
          "SELECT",
          "SET",
          "TABLESAMPLE",
          "UNION",
          "UNPIVOT",
          "USING",
          "WHEN",
          "WHERE",
          "WINDOW",
          "WITH",
          "DO",
          "THEN",
          "END",
          "VALUES",
          "CLONE",
          "COPY",
          "LIKE",
          "OPTIONS",
          "AND",
          "OR");

  private final Tokens tokens;
  private final Mentions found;
  private final List<Pending> pending = new ArrayList<>();

  TablePlaces(Tokens tokens, Mentions found) {
    this.tokens = tokens;
    this.found = found;
  }

  /** A name in a table's place, and the alias behind it. */
  void named(Paths.Path path, Scope scope, int to) {
    boolean single = path.parts().size() == 1;
    String last = path.dotted().substring(path.dotted().lastIndexOf('.') + 1);
    boolean common = single && scope.isCommonTable(path.dotted());
    if (single && !common) {
      found.table(path);
    } else if (tokens.is(path.end(), '.')) {
      found.notNames.add(path.dotted() + ".");
    } else if (!single && !scope.isAlias(path.parts().getFirst().toLowerCase(Locale.ROOT))) {
      pending.add(new Pending(path, scope.outerAliases()));
    }
    if (!last.isEmpty()) {
      scope.alias(last);
    }
    alias(path.end(), scope, to);
  }

  /** Notes the alias at this token, if there is one. */
  void alias(int token, Scope scope, int to) {
    boolean written = tokens.isWord(token, "AS");
    int name = written ? token + 1 : token;
    boolean possible =
        written || tokens.is(name, TokenKind.QUOTED) || !NO_ALIAS.contains(tokens.word(name));
    if (name < to && tokens.isName(name) && possible) {
      scope.alias(tokens.name(name));
    }
  }

  /** The whole piece is read, and all aliases are known. */
  void decide() {
    pending.stream().filter(Pending::isTable).forEach(p -> found.table(p.path()));
    pending.clear();
  }
}
