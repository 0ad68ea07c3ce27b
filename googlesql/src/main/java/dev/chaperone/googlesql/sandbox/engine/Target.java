package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.ResolvedCreateStatementProto;
import java.util.Optional;

/**
 * What a CREATE makes, and what becomes of one of the same name.
 *
 * @param kept there is one, and it stays
 */
record Target(TableId id, boolean replaces, boolean kept) {

  /** Fails if the name may not be used; {@code type} is TABLE or VIEW. */
  static Target of(String what, Names names, ResolvedCreateStatementProto create, String type)
      throws SqlFailure {
    DefinitionPlanner.checkScope(what, create);
    Warehouse warehouse = names.warehouse();
    TableId id = names.table(create.getNamePathList());
    Optional<Table> existing = warehouse.table(id);
    if (existing.isEmpty()) {
      names.checkNew(id);
      return new Target(id, false, false);
    }
    return switch (mode(create)) {
      case CREATE -> throw SqlFailure.duplicate("Table " + id.in(warehouse.project()));
      case KEEP -> new Target(id, false, true);
      case REPLACE -> {
        DefinitionPlanner.checkType(warehouse, existing.get(), type);
        yield new Target(id, true, false);
      }
    };
  }

  static Plan.Mode mode(ResolvedCreateStatementProto create) {
    return switch (create.getCreateMode()) {
      case CREATE_DEFAULT -> Plan.Mode.CREATE;
      case CREATE_OR_REPLACE -> Plan.Mode.REPLACE;
      case CREATE_IF_NOT_EXISTS -> Plan.Mode.KEEP;
    };
  }

  Analysis.Ddl ddl() {
    return Analysis.Ddl.of(kept ? "SKIP" : replaces ? "REPLACE" : "CREATE", id);
  }
}
