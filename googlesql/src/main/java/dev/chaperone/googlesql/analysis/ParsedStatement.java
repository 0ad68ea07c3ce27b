package dev.chaperone.googlesql.analysis;

import com.google.protobuf.Message;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.StatementKind;
import java.util.Set;

/**
 * A statement in ZetaSQL's parse tree.
 *
 * @param start in bytes
 * @param end in bytes
 */
record ParsedStatement(
    StatementKind kind, Set<Risk> risks, int start, int end, int depth, Message node) {
  ParsedStatement {
    risks = Set.copyOf(risks);
  }
}
