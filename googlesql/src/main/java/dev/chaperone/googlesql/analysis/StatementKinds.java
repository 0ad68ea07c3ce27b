package dev.chaperone.googlesql.analysis;

import static java.util.Map.entry;

import com.google.protobuf.Message;
import com.google.zetasql.parser.ASTCreateIndexStatementProto;
import com.google.zetasql.parser.ASTCreateTableStatementProto;
import com.google.zetasql.parser.ASTDropStatementProto;
import dev.chaperone.sql.StatementKind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kind of a node in ZetaSQL's parse tree; what is not listed is unknown. */
final class StatementKinds {
  private static final Map<String, StatementKind> BY_NODE =
      Map.ofEntries(
          entry("Assert", StatementKind.ASSERT),
          entry("Insert", StatementKind.INSERT),
          entry("Update", StatementKind.UPDATE),
          entry("Delete", StatementKind.DELETE),
          entry("Merge", StatementKind.MERGE),
          entry("Truncate", StatementKind.TRUNCATE_TABLE),
          entry("ExportData", StatementKind.EXPORT_DATA),
          entry("ExportModel", StatementKind.EXPORT_MODEL),
          entry("ExportMetadata", StatementKind.EXPORT_METADATA),
          entry("AuxLoadData", StatementKind.LOAD_DATA),
          entry("CreateSnapshotTable", StatementKind.CREATE_SNAPSHOT_TABLE),
          entry("CreateExternalTable", StatementKind.CREATE_EXTERNAL_TABLE),
          entry("CreateView", StatementKind.CREATE_VIEW),
          entry("CreateMaterializedView", StatementKind.CREATE_MATERIALIZED_VIEW),
          entry("CreateModel", StatementKind.CREATE_MODEL),
          entry("CreateFunction", StatementKind.CREATE_FUNCTION),
          entry("CreateTableFunction", StatementKind.CREATE_TABLE_FUNCTION),
          entry("CreateProcedure", StatementKind.CREATE_PROCEDURE),
          entry("CreateSchema", StatementKind.CREATE_SCHEMA),
          entry("CreateExternalSchema", StatementKind.CREATE_EXTERNAL_SCHEMA),
          entry("CreatePropertyGraph", StatementKind.CREATE_PROPERTY_GRAPH),
          entry("CreateRowAccessPolicy", StatementKind.CREATE_ROW_ACCESS_POLICY),
          entry("CreateConnection", StatementKind.CREATE_CONNECTION),
          entry("CreateConstant", StatementKind.CREATE_OTHER),
          entry("CreateDatabase", StatementKind.CREATE_OTHER),
          entry("CreateSequence", StatementKind.CREATE_OTHER),
          entry("CreatePrivilegeRestriction", StatementKind.CREATE_DATA_POLICY),
          entry("DropPrivilegeRestriction", StatementKind.DROP_DATA_POLICY),
          entry("AlterPrivilegeRestriction", StatementKind.ALTER_DATA_POLICY),
          entry("DropFunction", StatementKind.DROP_FUNCTION),
          entry("DropTableFunction", StatementKind.DROP_TABLE_FUNCTION),
          entry("DropMaterializedView", StatementKind.DROP_MATERIALIZED_VIEW),
          entry("DropSnapshotTable", StatementKind.DROP_SNAPSHOT_TABLE),
          entry("DropSearchIndex", StatementKind.DROP_SEARCH_INDEX),
          entry("DropVectorIndex", StatementKind.DROP_VECTOR_INDEX),
          entry("DropRowAccessPolicy", StatementKind.DROP_ROW_ACCESS_POLICY),
          entry("DropAllRowAccessPolicies", StatementKind.DROP_ROW_ACCESS_POLICY),
          entry("AlterRowAccessPolicy", StatementKind.ALTER_ROW_ACCESS_POLICY),
          entry("AlterAllRowAccessPolicies", StatementKind.ALTER_ROW_ACCESS_POLICY),
          entry("AlterTable", StatementKind.ALTER_TABLE),
          entry("AlterView", StatementKind.ALTER_VIEW),
          entry("AlterMaterializedView", StatementKind.ALTER_MATERIALIZED_VIEW),
          entry("AlterModel", StatementKind.ALTER_MODEL),
          entry("AlterSchema", StatementKind.ALTER_SCHEMA),
          entry("AlterExternalSchema", StatementKind.ALTER_SCHEMA),
          entry("AlterIndex", StatementKind.ALTER_INDEX),
          entry("AlterConnection", StatementKind.ALTER_CONNECTION),
          entry("AlterDatabase", StatementKind.ALTER_OTHER),
          entry("AlterSequence", StatementKind.ALTER_OTHER),
          entry("Grant", StatementKind.GRANT),
          entry("Revoke", StatementKind.REVOKE),
          entry("VariableDeclaration", StatementKind.DECLARE),
          entry("SingleAssignment", StatementKind.SET),
          entry("ParameterAssignment", StatementKind.SET),
          entry("SystemVariableAssignment", StatementKind.SET),
          entry("AssignmentFromStruct", StatementKind.SET),
          entry("Begin", StatementKind.BEGIN_TRANSACTION),
          entry("Commit", StatementKind.COMMIT_TRANSACTION),
          entry("Rollback", StatementKind.ROLLBACK_TRANSACTION),
          entry("BeginEndBlock", StatementKind.BEGIN_BLOCK),
          entry("If", StatementKind.IF),
          entry("Case", StatementKind.CASE),
          entry("Repeat", StatementKind.REPEAT),
          entry("ForIn", StatementKind.FOR),
          entry("Break", StatementKind.BREAK),
          entry("Continue", StatementKind.CONTINUE),
          entry("Return", StatementKind.RETURN),
          entry("Raise", StatementKind.RAISE),
          entry("Call", StatementKind.CALL),
          entry("ExecuteImmediate", StatementKind.EXECUTE_IMMEDIATE));

  private static final Set<StatementKind> BLOCKS =
      EnumSet.of(
          StatementKind.BEGIN_BLOCK,
          StatementKind.IF,
          StatementKind.CASE,
          StatementKind.LOOP,
          StatementKind.WHILE,
          StatementKind.REPEAT,
          StatementKind.FOR);

  private StatementKinds() {}

  static boolean isBlock(StatementKind kind) {
    return BLOCKS.contains(kind);
  }

  /**
   * @param pipes whether the text has the sign that pipe operators begin with; to look for them
   *     takes a walk over the whole tree
   */
  static StatementKind of(Message node, boolean pipes) {
    String name = Protos.name(node).replaceFirst("^AST", "").replaceFirst("(Statement)?Proto$", "");
    return switch (name) {
      case "Query" -> pipes ? query(node) : StatementKind.SELECT;
      case "CreateTable" -> table((ASTCreateTableStatementProto) node);
      case "CreateIndex" -> index((ASTCreateIndexStatementProto) node);
      case "CreateEntity", "DropEntity", "AlterEntity" -> entity(name, node);
      case "Drop" -> drop((ASTDropStatementProto) node);
      case "While" ->
          Protos.message(node, "condition").isPresent() ? StatementKind.WHILE : StatementKind.LOOP;
      case "Undrop" ->
          Protos.field(node, "schema_object_kind")
                  .filter(k -> k.toString().equals("kSchema"))
                  .isPresent()
              ? StatementKind.UNDROP_SCHEMA
              : StatementKind.UNKNOWN;
      default -> BY_NODE.getOrDefault(name, StatementKind.UNKNOWN);
    };
  }

  /** A query is a SELECT, unless one of its pipe operators writes. */
  private static StatementKind query(Message node) {
    StatementKind[] kind = {StatementKind.SELECT};
    Protos.walk(
        node,
        n -> {
          switch (Protos.name(n)) {
            case "ASTPipeInsertProto" -> kind[0] = StatementKind.INSERT;
            case "ASTPipeExportDataProto" -> kind[0] = StatementKind.EXPORT_DATA;
            case "ASTPipeCreateTableProto" -> kind[0] = StatementKind.CREATE_TABLE_AS_SELECT;
            default -> {}
          }
        });
    return kind[0];
  }

  private static StatementKind table(ASTCreateTableStatementProto node) {
    if (node.hasCloneDataSource()) {
      return StatementKind.CREATE_TABLE_CLONE;
    }
    if (node.hasCopyDataSource()) {
      return StatementKind.CREATE_TABLE_COPY;
    }
    return node.hasQuery() ? StatementKind.CREATE_TABLE_AS_SELECT : StatementKind.CREATE_TABLE;
  }

  private static StatementKind index(ASTCreateIndexStatementProto node) {
    if (node.getIsSearch()) {
      return StatementKind.CREATE_SEARCH_INDEX;
    }
    return node.getIsVector() ? StatementKind.CREATE_VECTOR_INDEX : StatementKind.CREATE_INDEX;
  }

  private static StatementKind entity(String name, Message node) {
    String type =
        Protos.message(node, "type")
            .flatMap(t -> Protos.field(t, "id_string"))
            .map(t -> t.toString().toUpperCase(java.util.Locale.ROOT))
            .orElse("");
    String verb = name.replace("Entity", "").toUpperCase(java.util.Locale.ROOT);
    return named(verb + "_" + type);
  }

  private static StatementKind drop(ASTDropStatementProto node) {
    return switch (node.getSchemaObjectKind()) {
      case kTable -> StatementKind.DROP_TABLE;
      case kView -> StatementKind.DROP_VIEW;
      case kExternalTable -> StatementKind.DROP_EXTERNAL_TABLE;
      case kSchema, kExternalSchema -> StatementKind.DROP_SCHEMA;
      case kModel -> StatementKind.DROP_MODEL;
      case kProcedure -> StatementKind.DROP_PROCEDURE;
      case kConnection -> StatementKind.DROP_CONNECTION;
      case kIndex -> StatementKind.DROP_INDEX;
      case kPropertyGraph -> StatementKind.DROP_PROPERTY_GRAPH;
      case kConstant, kDatabase, kSequence -> StatementKind.DROP_OTHER;
      default -> StatementKind.UNKNOWN;
    };
  }

  private static StatementKind named(String name) {
    return Optional.of(name)
        .filter(
            n -> java.util.Arrays.stream(StatementKind.values()).anyMatch(k -> k.name().equals(n)))
        .map(StatementKind::valueOf)
        .orElse(StatementKind.UNKNOWN);
  }
}
