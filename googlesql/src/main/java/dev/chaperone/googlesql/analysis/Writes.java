package dev.chaperone.googlesql.analysis;

import com.google.protobuf.Message;
import com.google.zetasql.ResolvedColumnProto;
import com.google.zetasql.ResolvedColumnRefProto;
import com.google.zetasql.ResolvedDMLValueProto;
import com.google.zetasql.ResolvedDeleteStmtProto;
import com.google.zetasql.ResolvedInsertRowProto;
import com.google.zetasql.ResolvedInsertStmtProto;
import com.google.zetasql.ResolvedMergeStmtProto;
import com.google.zetasql.ResolvedMergeWhenProto;
import com.google.zetasql.ResolvedUpdateItemProto;
import com.google.zetasql.ResolvedUpdateStmtProto;
import dev.chaperone.sql.ColumnUse.Place;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.OutputColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows what DML writes: the columns of the table that is changed, and where they come from. */
final class Writes {
  private final Scans scans;
  private final Trace trace;
  private final Map<String, Value> written = new LinkedHashMap<>();

  Writes(Scans scans, Trace trace) {
    this.scans = scans;
    this.trace = trace;
  }

  /** Empty if the statement is no DML. */
  Optional<Fact<List<OutputColumn>>> of(Message resolved) {
    return switch (resolved) {
      case ResolvedInsertStmtProto insert -> Optional.of(insert(insert));
      case ResolvedUpdateStmtProto update -> Optional.of(update(update));
      case ResolvedDeleteStmtProto delete -> Optional.of(delete(delete));
      case ResolvedMergeStmtProto merge -> Optional.of(merge(merge));
      default -> Optional.empty();
    };
  }

  private Fact<List<OutputColumn>> insert(ResolvedInsertStmtProto insert) {
    if (insert.hasReturning() || insert.hasOnConflictClause()) {
      return unknown("what is inserted is not followed");
    }
    List<ResolvedColumnProto> columns = insert.getInsertColumnListList();
    if (insert.hasQuery()) {
      List<Value> unused = scans.scan(insert.getQuery());
      List<Value> values = scans.expressions().columns(insert.getQueryOutputColumnListList());
      if (values.size() != columns.size()) {
        return unknown("what is inserted is not followed");
      }
      for (int i = 0; i < values.size(); i++) {
        write(columns.get(i).getName(), values.get(i));
      }
    }
    for (ResolvedInsertRowProto row : insert.getRowListList()) {
      if (!row(columns, row)) {
        return unknown("what is inserted is not followed");
      }
    }
    return done();
  }

  private boolean row(List<ResolvedColumnProto> columns, ResolvedInsertRowProto row) {
    if (row.getValueListCount() != columns.size()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      write(columns.get(i).getName(), value(row.getValueList(i)));
    }
    return true;
  }

  private Fact<List<OutputColumn>> update(ResolvedUpdateStmtProto update) {
    if (update.hasReturning() || update.hasArrayOffsetColumn()) {
      return unknown("this kind of update is not followed");
    }
    List<Value> unused = scans.scan(update.getTableScan());
    if (update.hasFromScan()) {
      List<Value> from = scans.scan(update.getFromScan());
    }
    if (update.hasWhereExpr()) {
      trace.use(Place.FILTER, scans.expressions().value(update.getWhereExpr()));
    }
    for (ResolvedUpdateItemProto item : update.getUpdateItemListList()) {
      if (!item(item)) {
        return unknown("this kind of update is not followed");
      }
    }
    return done();
  }

  private boolean item(ResolvedUpdateItemProto item) {
    boolean plain =
        item.hasSetValue()
            && item.getUpdateItemElementListCount() == 0
            && item.getDeleteListCount() == 0
            && item.getUpdateListCount() == 0
            && item.getInsertListCount() == 0;
    Optional<ResolvedColumnProto> column = plain ? column(item.getTarget()) : Optional.empty();
    if (column.isEmpty()) {
      return false;
    }
    trace.use(Place.WRITE, scans.expressions().column(column.get()));
    write(column.get().getName(), value(item.getSetValue()));
    return true;
  }

  /** The column in which the target lies: a field of it counts as the whole. */
  private static Optional<ResolvedColumnProto> column(Message target) {
    List<ResolvedColumnProto> found = new ArrayList<>();
    Protos.walk(
        target,
        node -> {
          if (node instanceof ResolvedColumnRefProto ref) {
            found.add(ref.getColumn());
          }
        });
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private Fact<List<OutputColumn>> delete(ResolvedDeleteStmtProto delete) {
    if (delete.hasReturning() || delete.hasArrayOffsetColumn()) {
      return unknown("this kind of deletion is not followed");
    }
    List<Value> unused = scans.scan(delete.getTableScan());
    if (delete.hasWhereExpr()) {
      trace.use(Place.FILTER, scans.expressions().value(delete.getWhereExpr()));
    }
    return done();
  }

  private Fact<List<OutputColumn>> merge(ResolvedMergeStmtProto merge) {
    List<Value> target = scans.scan(merge.getTableScan());
    List<Value> source = scans.scan(merge.getFromScan());
    trace.use(Place.JOIN, scans.expressions().value(merge.getMergeExpr()));
    for (ResolvedMergeWhenProto when : merge.getWhenClauseListList()) {
      if (when.hasMatchExpr()) {
        trace.use(Place.FILTER, scans.expressions().value(when.getMatchExpr()));
      }
      for (ResolvedUpdateItemProto item : when.getUpdateItemListList()) {
        if (!item(item)) {
          return unknown("this kind of merge is not followed");
        }
      }
      if (when.hasInsertRow() && !row(when.getInsertColumnListList(), when.getInsertRow())) {
        return unknown("this kind of merge is not followed");
      }
    }
    return done();
  }

  private Value value(ResolvedDMLValueProto value) {
    return scans.expressions().value(value.getValue());
  }

  private void write(String column, Value value) {
    trace.touch(value);
    written.merge(column, value, Value::or);
  }

  private Fact<List<OutputColumn>> done() {
    return Fact.known(
        OutputColumns.of(List.copyOf(written.keySet()), List.copyOf(written.values()), trace));
  }

  private Fact<List<OutputColumn>> unknown(String why) {
    trace.touch(Value.UNKNOWN);
    return Fact.unknown(why);
  }
}
