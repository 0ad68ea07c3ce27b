package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.ParseLocationRangeProto;
import com.google.zetasql.parser.ASTQueryProto;
import com.google.zetasql.parser.AnyASTCreateStatementProto;
import com.google.zetasql.parser.AnyASTStatementProto;

/** Where in a CREATE statement its query stands, in bytes. */
record ParsedQuery(int start, int end) {

  static ParsedQuery ofTable(AnyASTStatementProto statement) {
    return of(
        create(statement)
            .getAstCreateTableStmtBaseNode()
            .getAstCreateTableStatementNode()
            .getQuery());
  }

  static ParsedQuery ofView(AnyASTStatementProto statement) {
    return of(
        create(statement)
            .getAstCreateViewStatementBaseNode()
            .getAstCreateViewStatementNode()
            .getParent()
            .getQuery());
  }

  private static AnyASTCreateStatementProto create(AnyASTStatementProto statement) {
    return statement.getAstDdlStatementNode().getAstCreateStatementNode();
  }

  private static ParsedQuery of(ASTQueryProto query) {
    ParseLocationRangeProto at = query.getParent().getParent().getParseLocationRange();
    if (at.getEnd() <= at.getStart()) {
      throw new IllegalStateException("a CREATE without the query it was resolved with");
    }
    return new ParsedQuery(at.getStart(), at.getEnd());
  }
}
