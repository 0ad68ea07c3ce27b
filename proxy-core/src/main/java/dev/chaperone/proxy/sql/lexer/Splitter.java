package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.proxy.sql.lexer.Statement.Range;
import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.StatementKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds the statements of a script, those inside blocks included.
 *
 * <p>A block that does not end as it began, or a header without its end, makes the whole text
 * unreadable: nothing of it could be trusted.
 */
final class Splitter {
  /** An open block. */
  private static final class Block {
    final StatementKind kind;
    final String label;
    // Where its own statement stands in the result, for headers that come later; -1 in a procedure.
    final int statement;
    boolean handler;
    boolean otherwise;

    Block(StatementKind kind, String label, int statement) {
      this.kind = kind;
      this.label = label;
      this.statement = statement;
    }
  }

  private static final int NOT_RUN = -1;

  private final Tokens tokens;
  private final List<Statement> statements = new ArrayList<>();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private int at;

  /** While the body of a procedure that is created is read: its depth, else -1. */
  private int bodyDepth = -1;

  private int bodyFrom;

  private Splitter(Tokens tokens) {
    this.tokens = tokens;
  }

  static List<Statement> split(Tokens tokens) throws UnreadableException {
    Splitter splitter = new Splitter(tokens);
    while (splitter.at < tokens.size()) {
      splitter.statement();
    }
    if (!splitter.blocks.isEmpty()) {
      throw splitter.unreadable("a block without its end");
    }
    return splitter.statements;
  }

  private void statement() throws UnreadableException {
    if (tokens.is(at, ';')) {
      if (!blocks.isEmpty()) {
        throw unreadable("an empty statement in a block");
      }
      at++;
      return;
    }
    String label = label();
    switch (tokens.word(at)) {
      case "BEGIN" -> begin(label);
      case "IF" -> open(StatementKind.IF, label, "THEN");
      case "WHILE" -> open(StatementKind.WHILE, label, "DO");
      case "FOR" -> open(StatementKind.FOR, label, "DO");
      case "LOOP" -> open(StatementKind.LOOP, label, "LOOP");
      case "REPEAT" -> open(StatementKind.REPEAT, label, "REPEAT");
      case "CASE" -> openCase(label);
      case "END" -> end();
      case "ELSE" -> otherwise();
      case "ELSEIF" -> further(StatementKind.IF, "THEN");
      case "WHEN" -> further(StatementKind.CASE, "THEN");
      case "UNTIL" -> until();
      case "EXCEPTION" -> exception();
      default -> simple();
    }
  }

  private String label() throws UnreadableException {
    if (!tokens.isName(at) || !tokens.is(at + 1, ':')) {
      return "";
    }
    String label = tokens.name(at);
    at += 2;
    switch (tokens.word(at)) {
      case "BEGIN", "LOOP", "WHILE", "REPEAT", "FOR" -> {
        return label;
      }
      default -> throw unreadable("a label before something that is no block");
    }
  }

  private void begin(String label) throws UnreadableException {
    if (tokens.isWord(at + 1, "TRANSACTION") || tokens.is(at + 1, ';') || at + 1 == tokens.size()) {
      simple();
      return;
    }
    push(StatementKind.BEGIN_BLOCK, label, at, at + 1);
    at++;
  }

  private void open(StatementKind kind, String label, String last) throws UnreadableException {
    int from = at;
    skipTo(last);
    push(kind, label, from, at);
  }

  private void openCase(String label) throws UnreadableException {
    int from = at;
    at++;
    // The search form has its first condition at once, the other an expression before it.
    skipTo("WHEN");
    skipTo("THEN");
    push(StatementKind.CASE, label, from, at);
  }

  private void further(StatementKind kind, String last) throws UnreadableException {
    Block block = top(kind);
    if (block.otherwise) {
      throw unreadable("a condition after ELSE");
    }
    int from = at;
    at++;
    skipTo(last);
    addRange(block, from);
  }

  private void otherwise() throws UnreadableException {
    Block block = blocks.peek();
    boolean has =
        block != null && (block.kind == StatementKind.IF || block.kind == StatementKind.CASE);
    if (block == null || !has || block.otherwise) {
      throw unreadable("ELSE without IF or CASE");
    }
    block.otherwise = true;
    at++;
  }

  private void until() throws UnreadableException {
    Block block = top(StatementKind.REPEAT);
    int from = at;
    at++;
    skipTo("END");
    at--;
    addRange(block, from);
    end();
  }

  private void exception() throws UnreadableException {
    Block block = top(StatementKind.BEGIN_BLOCK);
    boolean whole =
        tokens.isWord(at + 1, "WHEN")
            && tokens.isWord(at + 2, "ERROR")
            && tokens.isWord(at + 3, "THEN");
    if (block.handler || !whole) {
      throw unreadable("an exception handler that is not one");
    }
    block.handler = true;
    at += 4;
  }

  private void end() throws UnreadableException {
    Block block = blocks.poll();
    if (block == null) {
      throw unreadable("END without a block");
    }
    at++;
    String closing =
        switch (block.kind) {
          case IF, CASE, LOOP, WHILE, REPEAT, FOR -> block.kind.name();
          default -> "";
        };
    if (!closing.isEmpty()) {
      if (!tokens.isWord(at, closing)) {
        throw unreadable("a block that ends as another");
      }
      at++;
    }
    if (!block.label.isEmpty()
        && tokens.isName(at)
        && tokens.name(at).equalsIgnoreCase(block.label)) {
      at++;
    }
    if (bodyDepth == blocks.size() && bodyDepth >= 0) {
      bodyDepth = -1;
      add(Optional.empty(), bodyFrom, at);
    }
    semicolon();
  }

  private void simple() throws UnreadableException {
    int from = at;
    boolean procedure = isProcedure();
    boolean arguments = false;
    while (at < tokens.size() && !tokens.is(at, ';')) {
      if (tokens.is(at, '(')) {
        at = tokens.match(at);
        arguments = true;
      } else if (procedure && arguments && tokens.isWord(at, "BEGIN") && bodyDepth < 0) {
        bodyDepth = blocks.size();
        bodyFrom = from;
        checkDepth();
        blocks.push(new Block(StatementKind.BEGIN_BLOCK, "", NOT_RUN));
        at++;
        return;
      } else if (procedure && arguments && tokens.isWord(at, "BEGIN")) {
        throw unreadable("a procedure in a procedure");
      }
      at++;
    }
    add(Optional.empty(), from, at);
    semicolon();
  }

  private boolean isProcedure() {
    int i = at + 1;
    if (!tokens.isWord(at, "CREATE")) {
      return false;
    }
    if (tokens.isWord(i, "OR") && tokens.isWord(i + 1, "REPLACE")) {
      i += 2;
    }
    if (tokens.isWord(i, "TEMP") || tokens.isWord(i, "TEMPORARY")) {
      i++;
    }
    return tokens.isWord(i, "PROCEDURE");
  }

  /** Moves behind the next such word that is not in brackets, a CASE expression or a path. */
  private void skipTo(String word) throws UnreadableException {
    int cases = 0;
    for (; at < tokens.size() && !tokens.is(at, ';'); at++) {
      if (tokens.is(at, '(') || tokens.is(at, '[') || tokens.is(at, '{')) {
        at = tokens.match(at);
      } else if (!tokens.is(at, TokenKind.WORD) || tokens.is(at - 1, '.')) {
        continue;
      } else if (cases == 0 && tokens.isWord(at, word)) {
        at++;
        return;
      } else if (tokens.isWord(at, "CASE")) {
        cases++;
      } else if (tokens.isWord(at, "END")) {
        cases = Math.max(0, cases - 1);
      }
    }
    throw unreadable("a block without " + word);
  }

  private void push(StatementKind kind, String label, int from, int to) throws UnreadableException {
    checkDepth();
    int statement = bodyDepth >= 0 ? NOT_RUN : statements.size();
    if (bodyDepth < 0) {
      add(Optional.of(kind), from, to);
    }
    blocks.push(new Block(kind, label, statement));
  }

  private void checkDepth() throws UnreadableException {
    if (blocks.size() >= SqlLimits.MAX_BLOCKS) {
      throw new UnreadableException(
          Doubt.Reason.BEYOND_LIMITS,
          "blocks are nested more than %d deep".formatted(SqlLimits.MAX_BLOCKS));
    }
  }

  private void add(Optional<StatementKind> kind, int from, int to) throws UnreadableException {
    // What stands in a procedure that is only created does not run.
    if (bodyDepth >= 0) {
      return;
    }
    if (statements.size() >= SqlLimits.MAX_STATEMENTS) {
      throw new UnreadableException(
          Doubt.Reason.BEYOND_LIMITS,
          "more than %d statements".formatted(SqlLimits.MAX_STATEMENTS));
    }
    statements.add(new Statement(kind, blocks.size(), List.of(new Range(from, to))));
  }

  private void addRange(Block block, int from) {
    if (block.statement >= 0) {
      Statement statement = statements.get(block.statement);
      List<Range> ranges = new ArrayList<>(statement.ranges());
      ranges.add(new Range(from, at));
      statements.set(
          block.statement, new Statement(statement.control(), statement.depth(), ranges));
    }
  }

  private Block top(StatementKind kind) throws UnreadableException {
    Block block = blocks.peek();
    if (block == null || block.kind != kind) {
      throw unreadable(tokens.word(at) + " outside its block");
    }
    return block;
  }

  /** The last statement of a text may do without; one in a block may not. */
  private void semicolon() throws UnreadableException {
    if (tokens.is(at, ';')) {
      at++;
    } else if (at < tokens.size() || !blocks.isEmpty()) {
      throw unreadable("a missing semicolon");
    }
  }

  private UnreadableException unreadable(String what) {
    int position = at < tokens.size() ? tokens.start(at) : Math.max(0, tokens.sql().length() - 1);
    return UnreadableException.at(position, what);
  }
}
