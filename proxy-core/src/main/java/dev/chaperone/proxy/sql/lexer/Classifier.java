package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.Risk;
import dev.chaperone.sql.StatementKind;
import java.util.EnumSet;
import java.util.Set;

/** Finds a statement's kind by its first words; what is not listed is unknown. */
final class Classifier {
  private final Tokens tokens;
  private final int from;
  private final int to;
  private int at;

  private Classifier(Tokens tokens, int from, int to) {
    this.tokens = tokens;
    this.from = from;
    this.to = to;
    this.at = from;
  }

  static Classified classify(Tokens tokens, int from, int to) {
    return new Classifier(tokens, from, to).statement();
  }

  private Classified statement() {
    if (tokens.is(at, '(')) {
      return query();
    }
    String first = tokens.word(at++);
    return switch (first) {
      case "SELECT", "WITH", "FROM", "GRAPH" -> query();
      case "ASSERT" -> Classified.query(StatementKind.ASSERT, Set.of(), at);
      case "INSERT" -> {
        skip("INTO");
        yield target(StatementKind.INSERT, true);
      }
      case "UPDATE" -> target(StatementKind.UPDATE, true);
      case "DELETE" -> {
        skip("FROM");
        yield target(StatementKind.DELETE, true);
      }
      case "MERGE" -> {
        skip("INTO");
        yield target(StatementKind.MERGE, true);
      }
      case "TRUNCATE" -> take("TABLE") ? target(StatementKind.TRUNCATE_TABLE, true) : unknown();
      case "EXPORT" -> export();
      case "LOAD" -> load();
      case "CREATE" -> create();
      case "DROP" -> drop();
      case "ALTER" -> alter();
      case "UNDROP" -> take("SCHEMA") ? ifExists(StatementKind.UNDROP_SCHEMA, false) : unknown();
      case "GRANT" -> plain(StatementKind.GRANT);
      case "REVOKE" -> plain(StatementKind.REVOKE);
      case "CALL" -> risky(StatementKind.CALL, Risk.PROCEDURE_CALL);
      case "EXECUTE" ->
          take("IMMEDIATE") ? risky(StatementKind.EXECUTE_IMMEDIATE, Risk.DYNAMIC_SQL) : unknown();
      case "DECLARE" -> Classified.query(StatementKind.DECLARE, Set.of(Risk.VARIABLE), at);
      case "SET" -> set();
      case "BEGIN" -> plain(StatementKind.BEGIN_TRANSACTION);
      case "COMMIT" -> transactionEnd(StatementKind.COMMIT_TRANSACTION);
      case "ROLLBACK" -> transactionEnd(StatementKind.ROLLBACK_TRANSACTION);
      case "BREAK", "LEAVE" -> plain(StatementKind.BREAK);
      case "CONTINUE", "ITERATE" -> plain(StatementKind.CONTINUE);
      case "RETURN" -> plain(StatementKind.RETURN);
      case "RAISE" -> Classified.query(StatementKind.RAISE, Set.of(), at);
      default -> unknown();
    };
  }

  private Classified query() {
    at = from;
    if (!isQuery(at)) {
      return unknown();
    }
    return PipeOperators.query(tokens, from, to);
  }

  /** Whether a query begins here, whatever brackets and WITH stand before its first word. */
  private boolean isQuery(int start) {
    int i = start;
    while (i < to && (tokens.is(i, '(') || tokens.isWord(i, "WITH"))) {
      int next = tokens.is(i, '(') ? i + 1 : CommonTables.end(tokens, i, to);
      if (next == i) {
        return false;
      }
      i = next;
    }
    return i < to
        && (tokens.isWord(i, "SELECT") || tokens.isWord(i, "FROM") || tokens.isWord(i, "GRAPH"));
  }

  private Classified export() {
    if (take("MODEL")) {
      return target(StatementKind.EXPORT_MODEL, false);
    }
    if (take("DATA")) {
      return Classified.query(StatementKind.EXPORT_DATA, Set.of(), afterAs());
    }
    return take("TABLE") || take("METADATA") || tokens.word(at + 1).equals("METADATA")
        ? plain(StatementKind.EXPORT_METADATA)
        : unknown();
  }

  private Classified load() {
    if (!take("DATA")) {
      return unknown();
    }
    if (!take("INTO") && !take("OVERWRITE")) {
      return unknown();
    }
    boolean temporary = take("TEMP") || take("TEMPORARY");
    skip("TABLE");
    return new Classified(
        StatementKind.LOAD_DATA, temporary ? Set.of(Risk.TEMPORARY) : Set.of(), at, !temporary, to);
  }

  private Classified set() {
    EnumSet<Risk> risks = EnumSet.of(Risk.VARIABLE);
    int i = at;
    for (; i < to && !tokens.is(i, '='); i++) {
      if (tokens.is(i, TokenKind.SYSTEM_VARIABLE) && !isHarmless(tokens.text(i))) {
        risks.add(Risk.NAME_RESOLUTION_CHANGED);
      }
    }
    return i < to ? Classified.query(StatementKind.SET, risks, at) : unknown();
  }

  /** System variables that change neither what a name means nor who asks. */
  private static boolean isHarmless(String variable) {
    return variable.equalsIgnoreCase("@@query_label")
        || variable.equalsIgnoreCase("@@time_zone")
        || variable.equalsIgnoreCase("@@script");
  }

  private Classified create() {
    boolean replaces = take("OR");
    if (replaces && !take("REPLACE")) {
      return unknown();
    }
    boolean temporary = take("TEMP") || take("TEMPORARY");
    EnumSet<Risk> risks = EnumSet.noneOf(Risk.class);
    if (temporary) {
      risks.add(Risk.TEMPORARY);
    }
    boolean aggregate = take("AGGREGATE");
    skip("RECURSIVE");
    ObjectType type = ObjectType.read(tokens, at);
    StatementKind kind = type.create();
    at += type.words();
    if (kind == StatementKind.UNKNOWN || aggregate && kind != StatementKind.CREATE_FUNCTION) {
      return unknown();
    }
    if (take("IF")) {
      skip("NOT");
      skip("EXISTS");
    }
    int target = at;
    if (kind == StatementKind.CREATE_TABLE) {
      kind = table();
    }
    if (kind == StatementKind.CREATE_FUNCTION && reachesOut()) {
      risks.add(Risk.REMOTE_FUNCTION);
    }
    boolean reads = kind != StatementKind.CREATE_PROCEDURE;
    return new Classified(
        kind,
        risks,
        type.onTable() ? afterOn() : target,
        (type.isTable() || type.onTable()) && !temporary,
        reads ? afterAs() : to);
  }

  private StatementKind table() {
    int i = Paths.end(tokens, at, to);
    return switch (tokens.word(i)) {
      case "COPY" -> StatementKind.CREATE_TABLE_COPY;
      case "CLONE" -> StatementKind.CREATE_TABLE_CLONE;
      default -> afterAs() < to ? StatementKind.CREATE_TABLE_AS_SELECT : StatementKind.CREATE_TABLE;
    };
  }

  private Classified drop() {
    if (take("ALL")) {
      return take("ROW") && take("ACCESS") && take("POLICIES") && take("ON")
          ? target(StatementKind.DROP_ROW_ACCESS_POLICY, true)
          : unknown();
    }
    ObjectType type = ObjectType.read(tokens, at);
    at += type.words();
    if (type.drop() == StatementKind.UNKNOWN) {
      return unknown();
    }
    if (type.onTable()) {
      return new Classified(type.drop(), Set.of(), afterOn(), true, to);
    }
    return ifExists(type.drop(), type.isTable());
  }

  private Classified alter() {
    if (take("ALL")) {
      return take("ROW") && take("ACCESS") && take("POLICIES")
          ? new Classified(StatementKind.ALTER_ROW_ACCESS_POLICY, Set.of(), afterOn(), true, to)
          : unknown();
    }
    ObjectType type = ObjectType.read(tokens, at);
    at += type.words();
    if (type.alter() == StatementKind.UNKNOWN) {
      return unknown();
    }
    if (type.onTable()) {
      return new Classified(type.alter(), Set.of(), afterOn(), true, to);
    }
    return ifExists(type.alter(), type.isTable());
  }

  private Classified ifExists(StatementKind kind, boolean table) {
    if (take("IF")) {
      skip("EXISTS");
    }
    return target(kind, table);
  }

  private Classified target(StatementKind kind, boolean table) {
    return at < to ? new Classified(kind, Set.of(), at, table, to) : unknown();
  }

  private Classified plain(StatementKind kind) {
    return Classified.query(kind, Set.of(), to);
  }

  private Classified risky(StatementKind kind, Risk risk) {
    return Classified.query(kind, Set.of(risk), at);
  }

  private Classified transactionEnd(StatementKind kind) {
    skip("TRANSACTION");
    return at >= to ? plain(kind) : unknown();
  }

  private Classified unknown() {
    return Classified.query(StatementKind.UNKNOWN, Set.of(), from);
  }

  /** Behind the AS before a query or body; the end if there is none. */
  private int afterAs() {
    for (int i = at; i < to; i++) {
      if (tokens.is(i, '(') || tokens.is(i, '[') || tokens.is(i, '{')) {
        i = tokens.match(i);
      } else if (tokens.isWord(i, "AS") && !tokens.is(i - 1, '.') && !tokens.isWord(i + 1, "OF")) {
        return i + 1;
      }
    }
    return to;
  }

  private int afterOn() {
    for (int i = at; i < to; i++) {
      if (tokens.isWord(i, "ON") && !tokens.is(i - 1, '.')) {
        return i + 1;
      }
    }
    return Classified.NONE;
  }

  /** Whether a function is more than an expression or JavaScript, neither of which can call out. */
  private boolean reachesOut() {
    return mentions("REMOTE")
        || mentions("CONNECTION")
        || mentions("LANGUAGE") && !tokens.isWord(behind("LANGUAGE"), "JS");
  }

  /** Not in brackets, where parameters and options have names of their own. */
  private int behind(String word) {
    int i = at;
    while (i < to && !(tokens.isWord(i, word) && !tokens.is(i - 1, '.'))) {
      i = tokens.is(i, '(') ? tokens.match(i) + 1 : i + 1;
    }
    return i + 1;
  }

  private boolean mentions(String word) {
    return behind(word) <= to;
  }

  private boolean take(String word) {
    if (at < to && tokens.isWord(at, word)) {
      at++;
      return true;
    }
    return false;
  }

  private void skip(String word) {
    boolean unused = take(word);
  }
}
