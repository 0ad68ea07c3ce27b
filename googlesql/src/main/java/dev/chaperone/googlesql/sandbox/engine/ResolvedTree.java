package dev.chaperone.googlesql.sandbox.engine;

import com.google.protobuf.Message;
import com.google.zetasql.AnyResolvedStatementProto;
import com.google.zetasql.ResolvedParameterProto;
import com.google.zetasql.ResolvedTableScanProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the nodes the sandbox needs in ZetaSQL's resolved tree. */
final class ResolvedTree {
  private final List<ResolvedTableScanProto> tableScans = new ArrayList<>();
  private final List<ResolvedParameterProto> parameters = new ArrayList<>();

  static ResolvedTree of(Message root) {
    ResolvedTree tree = new ResolvedTree();
    tree.collect(root);
    return tree;
  }

  List<ResolvedTableScanProto> tableScans() {
    return tableScans;
  }

  List<ResolvedParameterProto> parameters() {
    return parameters;
  }

  /** The table whose rows a statement changes. */
  static Optional<ResolvedTableScanProto> target(AnyResolvedStatementProto statement) {
    return switch (statement.getNodeCase()) {
      case RESOLVED_INSERT_STMT_NODE ->
          Optional.of(statement.getResolvedInsertStmtNode().getTableScan());
      case RESOLVED_UPDATE_STMT_NODE ->
          Optional.of(statement.getResolvedUpdateStmtNode().getTableScan());
      case RESOLVED_DELETE_STMT_NODE ->
          Optional.of(statement.getResolvedDeleteStmtNode().getTableScan());
      case RESOLVED_MERGE_STMT_NODE ->
          Optional.of(statement.getResolvedMergeStmtNode().getTableScan());
      case RESOLVED_TRUNCATE_STMT_NODE ->
          Optional.of(statement.getResolvedTruncateStmtNode().getTableScan());
      default -> Optional.empty();
    };
  }

  /** The statement in BigQuery's spelling, such as {@code CREATE_TABLE_AS_SELECT}. */
  static String statementType(AnyResolvedStatementProto statement) {
    Message node = statement;
    while (node.getDescriptorForType().getName().startsWith("Any")
        && node.getAllFields().size() == 1
        && node.getAllFields().values().iterator().next() instanceof Message only) {
      node = only;
    }
    String name = node.getDescriptorForType().getName();
    return name.replaceFirst("^Resolved", "")
        .replaceFirst("(Stmt)?Proto$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toUpperCase(Locale.ROOT);
  }

  private void collect(Message node) {
    if (node instanceof ResolvedTableScanProto scan) {
      tableScans.add(scan);
    } else if (node instanceof ResolvedParameterProto parameter) {
      parameters.add(parameter);
    }
    for (Object value : node.getAllFields().values()) {
      if (value instanceof Message child) {
        collect(child);
      } else if (value instanceof List<?> list) {
        for (Object element : list) {
          if (element instanceof Message child) {
            collect(child);
          }
        }
      }
    }
  }
}
