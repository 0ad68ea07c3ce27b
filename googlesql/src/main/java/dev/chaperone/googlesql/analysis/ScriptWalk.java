package dev.chaperone.googlesql.analysis;

import com.google.protobuf.Message;
import com.google.zetasql.ParseLocationRangeProto;
import com.google.zetasql.parser.ASTScriptProto;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.StatementKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Lists the statements of a parsed script, those in blocks after their block. */
final class ScriptWalk {
  private final List<ParsedStatement> statements = new ArrayList<>();

  private final boolean pipes;

  private ScriptWalk(boolean pipes) {
    this.pipes = pipes;
  }

  /**
   * @param sql that was parsed
   */
  static List<ParsedStatement> statements(ASTScriptProto script, String sql) {
    ScriptWalk walk = new ScriptWalk(sql.contains("|>"));
    walk.list(script.getStatementListNode(), 0);
    return walk.statements;
  }

  private void list(Message statementList, int depth) {
    for (Message child : Protos.children(statementList)) {
      if (Protos.name(child).startsWith("Any")) {
        statement(Protos.unwrap(child), depth);
      }
    }
  }

  private void statement(Message found, int depth) {
    Message node = found;
    while (Protos.name(node).equals("ASTHintedStatementProto")) {
      node = Protos.message(node, "statement").map(Protos::unwrap).orElseThrow();
    }
    StatementKind kind = StatementKinds.of(node, pipes);
    ParseLocationRangeProto place =
        (ParseLocationRangeProto) Protos.message(node, "parse_location_range").orElseThrow();
    statements.add(
        new ParsedStatement(
            kind, risks(kind, node), place.getStart(), place.getEnd(), depth, node));
    if (StatementKinds.isBlock(kind)) {
      Protos.children(node).forEach(child -> inside(child, depth + 1));
    }
  }

  /** Looks for the statements of a block, which stand in lists at various places. */
  private void inside(Message node, int depth) {
    if (Protos.name(node).equals("ASTStatementListProto")) {
      list(node, depth);
    } else if (!Protos.name(node).startsWith("AnyASTExpression")) {
      Protos.children(node).forEach(child -> inside(child, depth));
    }
  }

  private static EnumSet<Risk> risks(StatementKind kind, Message node) {
    EnumSet<Risk> risks = EnumSet.noneOf(Risk.class);
    switch (kind) {
      case CALL -> risks.add(Risk.PROCEDURE_CALL);
      case EXECUTE_IMMEDIATE -> risks.add(Risk.DYNAMIC_SQL);
      case DECLARE, SET -> risks.add(Risk.VARIABLE);
      case CREATE_FUNCTION -> {
        if (Protos.flag(node, "is_remote")) {
          risks.add(Risk.REMOTE_FUNCTION);
        }
      }
      default -> {}
    }
    Optional<Object> scope = Protos.field(node, "scope");
    if (scope.isPresent() && scope.get().toString().equals("TEMPORARY")) {
      risks.add(Risk.TEMPORARY);
    }
    boolean query = Protos.name(node).equals("ASTQueryStatementProto");
    if (query && kind != StatementKind.SELECT) {
      risks.add(Risk.PIPE_SIDE_EFFECT);
    }
    return risks;
  }
}
