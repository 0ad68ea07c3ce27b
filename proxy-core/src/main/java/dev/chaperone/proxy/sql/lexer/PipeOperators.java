package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.Risk;
import dev.chaperone.sql.StatementKind;
import java.util.EnumSet;
import java.util.Set;

/** Looks through a query for what makes it more than a query. */
final class PipeOperators {
  private static final Set<String> READING =
      Set.of(
          "SELECT",
          "EXTEND",
          "SET",
          "DROP",
          "RENAME",
          "AS",
          "WHERE",
          "LIMIT",
          "AGGREGATE",
          "DISTINCT",
          "JOIN",
          "INNER",
          "LEFT",
          "RIGHT",
          "FULL",
          "OUTER",
          "CROSS",
          "NATURAL",
          "ORDER",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "CALL",
          "TABLESAMPLE",
          "PIVOT",
          "UNPIVOT",
          "ASSERT",
          "WINDOW",
          "WITH",
          "MATCH_RECOGNIZE",
          "FORK",
          "TEE",
          "IF",
          "STATIC_DESCRIBE",
          "DESCRIBE",
          "RECURSIVE");

  private PipeOperators() {}

  /** A query's kind: SELECT, unless a pipe operator writes. */
  static Classified query(Tokens tokens, int from, int to) {
    EnumSet<Risk> risks = EnumSet.noneOf(Risk.class);
    StatementKind kind = StatementKind.SELECT;
    for (int i = from; i < to; i++) {
      if (tokens.is(i, TokenKind.PIPE)) {
        risks.add(Risk.PIPE_SYNTAX);
        StatementKind found = operator(tokens, i);
        if (found != StatementKind.SELECT) {
          risks.add(Risk.PIPE_SIDE_EFFECT);
          kind = kind == StatementKind.UNKNOWN ? kind : found;
        }
      } else if (isSuspicious(tokens, i, from)) {
        kind = StatementKind.UNKNOWN;
      }
    }
    return Classified.query(kind, risks, from);
  }

  /** Whether the operator behind this pipe does more than read, wherever it stands. */
  static boolean isMoreThanReading(Tokens tokens, int pipe) {
    return operator(tokens, pipe) != StatementKind.SELECT;
  }

  private static StatementKind operator(Tokens tokens, int pipe) {
    int at = behindHint(tokens, pipe + 1);
    String word = tokens.word(at);
    return switch (word) {
      case "INSERT" -> StatementKind.INSERT;
      case "EXPORT" ->
          tokens.isWord(at + 1, "DATA") ? StatementKind.EXPORT_DATA : StatementKind.UNKNOWN;
      case "CREATE" -> StatementKind.CREATE_TABLE_AS_SELECT;
      default -> READING.contains(word) ? StatementKind.SELECT : StatementKind.UNKNOWN;
    };
  }

  private static int behindHint(Tokens tokens, int at) {
    if (!tokens.is(at, '@')) {
      return at;
    }
    return tokens.is(at + 1, '{') ? tokens.match(at + 1) + 1 : at + 2;
  }

  /** Words that begin a statement, where no query can have them. */
  private static boolean isSuspicious(Tokens tokens, int at, int from) {
    if (!tokens.is(at, TokenKind.WORD) || tokens.is(at - 1, '.')) {
      return false;
    }
    boolean opens = tokens.is(at - 1, '(') && at > from;
    boolean piped = tokens.is(at - 1, TokenKind.PIPE);
    String next = tokens.word(at + 1);
    return switch (tokens.word(at)) {
      case "INTO" -> !tokens.isWord(at - 1, "INSERT");
      case "INSERT", "MERGE" -> !piped && next.equals("INTO");
      case "DELETE" -> opens && next.equals("FROM");
      case "UPDATE" -> opens && tokens.isName(at + 1);
      case "TRUNCATE" -> next.equals("TABLE");
      case "DROP", "ALTER", "UNDROP" -> !piped && isObject(next);
      case "CREATE" -> !piped && (isObject(next) || next.equals("OR") || next.startsWith("TEMP"));
      case "EXPORT", "LOAD" -> !piped && next.equals("DATA");
      case "EXECUTE" -> next.equals("IMMEDIATE");
      default -> false;
    };
  }

  private static boolean isObject(String word) {
    return switch (word) {
      case "TABLE",
          "VIEW",
          "SCHEMA",
          "FUNCTION",
          "PROCEDURE",
          "MODEL",
          "MATERIALIZED",
          "EXTERNAL",
          "SNAPSHOT",
          "ROW" ->
          true;
      default -> false;
    };
  }
}
