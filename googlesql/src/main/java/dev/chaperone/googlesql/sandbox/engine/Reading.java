package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.AnyResolvedStatementProto;
import com.google.zetasql.ParseLocationRangeProto;
import com.google.zetasql.ResolvedTableScanProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which tables a statement reads, and how many bytes of them BigQuery would count. */
record Reading(List<Table> tables, long bytes) {

  static Reading of(Warehouse warehouse, AnyResolvedStatementProto statement) {
    List<Table> relations = warehouse.relations();
    Optional<ResolvedTableScanProto> target = ResolvedTree.target(statement);
    Optional<ParseLocationRangeProto> written = target.map(Expansion::place);
    Map<Integer, Set<String>> read = new TreeMap<>();
    for (ResolvedTableScanProto scan : ResolvedTree.of(statement).tableScans()) {
      if (written.filter(Expansion.place(scan)::equals).isEmpty()) {
        Set<String> columns = read.computeIfAbsent(number(scan), id -> new TreeSet<>());
        scan.getParent().getColumnListList().forEach(column -> columns.add(column.getName()));
      }
    }
    if (target.isPresent() && countsWhole(statement)) {
      Set<String> columns = read.computeIfAbsent(number(target.get()), id -> new TreeSet<>());
      columns.addAll(relations.get(number(target.get())).columnBytes().keySet());
    }
    long bytes = 0;
    for (Map.Entry<Integer, Set<String>> table : read.entrySet()) {
      Map<String, Long> sizes = relations.get(table.getKey()).columnBytes();
      bytes += table.getValue().stream().mapToLong(c -> sizes.getOrDefault(c, 0L)).sum();
    }
    return new Reading(read.keySet().stream().map(relations::get).toList(), bytes);
  }

  /** An UPDATE or DELETE is charged for the whole of its table, an INSERT for nothing of it. */
  private static boolean countsWhole(AnyResolvedStatementProto statement) {
    return statement.hasResolvedUpdateStmtNode()
        || statement.hasResolvedDeleteStmtNode()
        || statement.hasResolvedMergeStmtNode();
  }

  private static int number(ResolvedTableScanProto scan) {
    return Math.toIntExact(scan.getTable().getSerializationId());
  }
}
