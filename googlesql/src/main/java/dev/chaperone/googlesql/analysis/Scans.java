package dev.chaperone.googlesql.analysis;

import com.google.protobuf.Message;
import com.google.zetasql.AnyResolvedExprProto;
import com.google.zetasql.ResolvedAggregateScanBaseProto;
import com.google.zetasql.ResolvedAggregateScanProto;
import com.google.zetasql.ResolvedAnalyticFunctionGroupProto;
import com.google.zetasql.ResolvedAnalyticScanProto;
import com.google.zetasql.ResolvedArrayScanProto;
import com.google.zetasql.ResolvedAssertScanProto;
import com.google.zetasql.ResolvedBarrierScanProto;
import com.google.zetasql.ResolvedColumnProto;
import com.google.zetasql.ResolvedColumnRefProto;
import com.google.zetasql.ResolvedFilterScanProto;
import com.google.zetasql.ResolvedGroupingCallProto;
import com.google.zetasql.ResolvedJoinScanProto;
import com.google.zetasql.ResolvedLimitOffsetScanProto;
import com.google.zetasql.ResolvedOrderByItemProto;
import com.google.zetasql.ResolvedOrderByScanProto;
import com.google.zetasql.ResolvedPivotColumnProto;
import com.google.zetasql.ResolvedPivotScanProto;
import com.google.zetasql.ResolvedProjectScanProto;
import com.google.zetasql.ResolvedRecursiveRefScanProto;
import com.google.zetasql.ResolvedRecursiveScanProto;
import com.google.zetasql.ResolvedSampleScanProto;
import com.google.zetasql.ResolvedSetOperationItemProto;
import com.google.zetasql.ResolvedSetOperationScanProto;
import com.google.zetasql.ResolvedTableScanProto;
import com.google.zetasql.ResolvedUnpivotArgProto;
import com.google.zetasql.ResolvedUnpivotScanProto;
import com.google.zetasql.ResolvedWithEntryProto;
import com.google.zetasql.ResolvedWithRefScanProto;
import com.google.zetasql.ResolvedWithScanProto;
import dev.chaperone.sql.ColumnUse;
import dev.chaperone.sql.ColumnUse.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows columns through the scans of a query; a scan that is not listed is not followed. */
final class Scans {
  /** Recursion settles after as many rounds as there are columns; more is not followed. */
  private static final int MAX_ROUNDS = 50;

  private final Relations relations;
  private final Trace trace;
  private final Expressions expressions;
  private final Map<String, List<Value>> commonTables = new HashMap<>();
  private final Deque<List<Value>> recursions = new ArrayDeque<>();

  Scans(Relations relations, Trace trace) {
    this.relations = relations;
    this.trace = trace;
    this.expressions = new Expressions(trace, this);
  }

  Expressions expressions() {
    return expressions;
  }

  /** Where the columns of a scan come from, in their order. */
  List<Value> scan(Message any) {
    Message node = Protos.unwrap(any);
    follow(node);
    List<ResolvedColumnProto> list = new ArrayList<>();
    Protos.field(node, "column_list")
        .ifPresent(l -> ((List<?>) l).forEach(c -> list.add((ResolvedColumnProto) c)));
    return expressions.columns(list);
  }

  /** Everything a scan's rows and their number can tell about. */
  Value everything(Message any) {
    Set<ColumnUse> before = new HashSet<>(trace.uses);
    trace.uses.clear();
    Value all = Expressions.all(scan(any));
    for (ColumnUse use : trace.uses) {
      all = all.or(Value.column(use.column()).derived());
    }
    trace.uses.addAll(before);
    return trace.usesFact().isKnown() ? all : Value.UNKNOWN;
  }

  private void follow(Message node) {
    switch (node) {
      case ResolvedTableScanProto s -> table(s);
      case ResolvedProjectScanProto s -> {
        input(s.getInputScan());
        s.getExprListList().forEach(expressions::compute);
      }
      case ResolvedFilterScanProto s -> {
        input(s.getInputScan());
        use(Place.FILTER, s.getFilterExpr());
      }
      case ResolvedJoinScanProto s -> {
        input(s.getLeftScan());
        input(s.getRightScan());
        if (s.hasJoinExpr()) {
          use(Place.JOIN, s.getJoinExpr());
        }
      }
      case ResolvedAggregateScanProto s -> aggregate(s.getParent());
      case ResolvedAnalyticScanProto s -> {
        input(s.getInputScan());
        s.getFunctionGroupListList().forEach(this::window);
      }
      case ResolvedOrderByScanProto s -> {
        input(s.getInputScan());
        for (ResolvedOrderByItemProto item : s.getOrderByItemListList()) {
          trace.use(Place.ORDERING, expressions.column(item.getColumnRef().getColumn()));
        }
      }
      case ResolvedLimitOffsetScanProto s -> {
        input(s.getInputScan());
        use(Place.FILTER, s.getLimit());
        if (s.hasOffset()) {
          use(Place.FILTER, s.getOffset());
        }
      }
      case ResolvedSetOperationScanProto s -> setOperation(s);
      case ResolvedRecursiveScanProto s -> recursive(s);
      case ResolvedRecursiveRefScanProto s -> {
        if (recursions.isEmpty()) {
          throw new NotFollowedException("a recursion outside its query");
        }
        defineAll(s.getParent().getColumnListList(), recursions.getFirst());
      }
      case ResolvedWithScanProto s -> {
        for (ResolvedWithEntryProto entry : s.getWithEntryListList()) {
          commonTables.put(entry.getWithQueryName(), scan(entry.getWithSubquery()));
        }
        input(s.getQuery());
      }
      case ResolvedWithRefScanProto s ->
          defineAll(
              s.getParent().getColumnListList(),
              commonTables.getOrDefault(s.getWithQueryName(), List.of()));
      case ResolvedArrayScanProto s -> array(s);
      case ResolvedPivotScanProto s -> pivot(s);
      case ResolvedUnpivotScanProto s -> unpivot(s);
      case ResolvedSampleScanProto s -> {
        input(s.getInputScan());
        s.getPartitionByListList().forEach(e -> use(Place.FILTER, e));
        if (s.hasWeightColumn()) {
          expressions.define(s.getWeightColumn().getColumn(), Value.NONE);
        }
      }
      case ResolvedAssertScanProto s -> {
        input(s.getInputScan());
        use(Place.FILTER, s.getCondition());
      }
      case ResolvedBarrierScanProto s -> input(s.getInputScan());
      default -> {
        if (!Protos.name(node).equals("ResolvedSingleRowScanProto")) {
          throw new NotFollowedException(
              Protos.name(node).replaceAll("^Resolved|Proto$", "") + " is not followed");
        }
      }
    }
  }

  private void input(Message scan) {
    follow(Protos.unwrap(scan));
  }

  private void use(Place place, Message expression) {
    trace.use(place, expressions.value(expression));
  }

  private void table(ResolvedTableScanProto s) {
    if (s.hasForSystemTimeExpr()) {
      use(Place.FILTER, s.getForSystemTimeExpr());
    }
    List<Value> values = relations.columns((int) s.getTable().getSerializationId(), trace);
    List<ResolvedColumnProto> columns = s.getParent().getColumnListList();
    for (int i = 0; i < columns.size(); i++) {
      int index = i < s.getColumnIndexListCount() ? (int) s.getColumnIndexList(i) : -1;
      expressions.define(
          columns.get(i), index >= 0 && index < values.size() ? values.get(index) : Value.UNKNOWN);
    }
  }

  private void aggregate(ResolvedAggregateScanBaseProto s) {
    input(s.getInputScan());
    s.getGroupByListList().forEach(expressions::compute);
    s.getGroupByListList()
        .forEach(g -> trace.use(Place.GROUPING, expressions.column(g.getColumn())));
    s.getAggregateListList().forEach(expressions::compute);
    for (ResolvedGroupingCallProto call : s.getGroupingCallListList()) {
      expressions.define(
          call.getOutputColumn(),
          expressions.column(call.getGroupByColumn().getColumn()).derived());
    }
  }

  private void window(ResolvedAnalyticFunctionGroupProto group) {
    if (group.hasPartitionBy()) {
      columnRefs(group.getPartitionBy());
    }
    if (group.hasOrderBy()) {
      columnRefs(group.getOrderBy());
    }
    group.getAnalyticFunctionListList().forEach(expressions::compute);
  }

  private void columnRefs(Message root) {
    Protos.walk(
        root,
        n -> {
          if (n instanceof ResolvedColumnRefProto ref) {
            trace.use(Place.WINDOW, expressions.column(ref.getColumn()));
          }
        });
  }

  private void setOperation(ResolvedSetOperationScanProto s) {
    List<ResolvedColumnProto> columns = s.getParent().getColumnListList();
    List<Value> values = new ArrayList<>(columns.stream().map(c -> Value.NONE).toList());
    for (ResolvedSetOperationItemProto item : s.getInputItemListList()) {
      merge(values, item(item));
    }
    // Equal rows become one, or decide about others: their number tells which are equal.
    if (!s.getOpType().name().endsWith("_ALL")) {
      values.forEach(v -> trace.use(Place.GROUPING, v));
    }
    defineAll(columns, values);
  }

  private List<Value> item(ResolvedSetOperationItemProto item) {
    input(item.getScan());
    return expressions.columns(item.getOutputColumnListList());
  }

  private void recursive(ResolvedRecursiveScanProto s) {
    List<Value> values = new ArrayList<>(item(s.getNonRecursiveTerm()));
    for (int round = 0; ; round++) {
      if (round == MAX_ROUNDS) {
        throw new NotFollowedException("a recursion that does not settle");
      }
      recursions.push(List.copyOf(values));
      List<Value> before = List.copyOf(values);
      merge(values, item(s.getRecursiveTerm()));
      recursions.pop();
      if (values.equals(before)) {
        break;
      }
    }
    defineAll(s.getParent().getColumnListList(), values);
    if (s.hasRecursionDepthModifier()) {
      expressions.define(
          s.getRecursionDepthModifier().getRecursionDepthColumn().getColumn(), Value.NONE);
    }
  }

  private static void merge(List<Value> values, List<Value> more) {
    if (values.size() != more.size()) {
      throw new NotFollowedException("a set operation of different widths");
    }
    for (int i = 0; i < values.size(); i++) {
      values.set(i, values.get(i).or(more.get(i)));
    }
  }

  private void array(ResolvedArrayScanProto s) {
    if (s.hasInputScan()) {
      input(s.getInputScan());
    }
    Value offset = Value.NONE;
    for (int i = 0; i < s.getArrayExprListCount(); i++) {
      Value array = expressions.value(s.getArrayExprList(i));
      expressions.define(s.getElementColumnList(i), array);
      // How long a table's own array is is no secret; of one that was computed it may be.
      if (!array.isVerbatim()) {
        offset = offset.or(array.derived());
        trace.use(Place.JOIN, array);
      }
    }
    if (s.hasArrayOffsetColumn()) {
      expressions.define(s.getArrayOffsetColumn().getColumn(), offset.derived());
    }
    if (s.hasJoinExpr()) {
      use(Place.JOIN, s.getJoinExpr());
    }
  }

  private void pivot(ResolvedPivotScanProto s) {
    input(s.getInputScan());
    s.getGroupByListList().forEach(expressions::compute);
    s.getGroupByListList()
        .forEach(g -> trace.use(Place.GROUPING, expressions.column(g.getColumn())));
    Value by = expressions.value(s.getForExpr());
    trace.use(Place.GROUPING, by);
    List<Value> aggregates = new ArrayList<>();
    for (AnyResolvedExprProto expression : s.getPivotExprListList()) {
      aggregates.add(expressions.value(expression).derived().or(by.derived()));
    }
    for (ResolvedPivotColumnProto column : s.getPivotColumnListList()) {
      expressions.define(column.getColumn(), aggregates.get((int) column.getPivotExprIndex()));
    }
  }

  private void unpivot(ResolvedUnpivotScanProto s) {
    input(s.getInputScan());
    s.getProjectedInputColumnListList().forEach(expressions::compute);
    Value any = Value.NONE;
    List<Value> values =
        new ArrayList<>(s.getValueColumnListList().stream().map(c -> Value.NONE).toList());
    for (ResolvedUnpivotArgProto argument : s.getUnpivotArgListList()) {
      for (int i = 0; i < argument.getColumnListCount() && i < values.size(); i++) {
        Value value = expressions.column(argument.getColumnList(i).getColumn());
        values.set(i, values.get(i).or(value));
        any = any.or(value.derived());
      }
    }
    for (int i = 0; i < values.size(); i++) {
      expressions.define(s.getValueColumnList(i), values.get(i).derived());
    }
    // Which labels appear tells which values are there.
    expressions.define(s.getLabelColumn(), any.derived());
    trace.touch(any);
  }

  private void defineAll(List<ResolvedColumnProto> columns, List<Value> values) {
    for (int i = 0; i < columns.size(); i++) {
      expressions.define(
          columns.get(i), columns.size() == values.size() ? values.get(i) : Value.UNKNOWN);
    }
  }
}
