package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.Risk;
import dev.chaperone.sql.StatementKind;
import java.util.Set;

/**
 * A statement's kind by its words.
 *
 * @param target the token at which the name of what is written, created or dropped begins; -1 if
 *     there is none
 * @param targetIsTable whether that name is a table's, view's or other relation's
 * @param body the token from which it reads like a query; the end if it has no such part
 */
record Classified(
    StatementKind kind, Set<Risk> risks, int target, boolean targetIsTable, int body) {
  static final int NONE = -1;

  Classified {
    risks = Set.copyOf(risks);
  }

  static Classified query(StatementKind kind, Set<Risk> risks, int from) {
    return new Classified(kind, risks, NONE, false, from);
  }

  /** Whether a table is made, from another perhaps. */
  static boolean createsTable(StatementKind kind) {
    return switch (kind) {
      case CREATE_TABLE,
          CREATE_TABLE_AS_SELECT,
          CREATE_TABLE_COPY,
          CREATE_TABLE_CLONE,
          CREATE_SNAPSHOT_TABLE,
          CREATE_EXTERNAL_TABLE ->
          true;
      default -> false;
    };
  }
}
