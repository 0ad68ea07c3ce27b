package dev.chaperone.googlesql.analysis;

import com.google.protobuf.Message;
import com.google.zetasql.AnyResolvedExprProto;
import com.google.zetasql.AnyResolvedScanProto;
import com.google.zetasql.ResolvedAggregateFunctionCallProto;
import com.google.zetasql.ResolvedAnalyticFunctionCallProto;
import com.google.zetasql.ResolvedCastProto;
import com.google.zetasql.ResolvedColumnProto;
import com.google.zetasql.ResolvedColumnRefProto;
import com.google.zetasql.ResolvedComputedColumnProto;
import com.google.zetasql.ResolvedFunctionCallBaseProto;
import com.google.zetasql.ResolvedFunctionCallProto;
import com.google.zetasql.ResolvedGetStructFieldProto;
import com.google.zetasql.ResolvedInlineLambdaProto;
import com.google.zetasql.ResolvedMakeStructProto;
import com.google.zetasql.ResolvedNonScalarFunctionCallBaseProto;
import com.google.zetasql.ResolvedSubqueryExprProto;
import com.google.zetasql.ResolvedWithExprProto;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.ZetaSQLType.TypeProto;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import dev.chaperone.sql.ColumnUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows columns through expressions: whatever an expression mentions, its value may come from.
 *
 * <p>Columns are numbered once in a whole statement.
 */
final class Expressions {
  private final Map<Integer, Value> columns = new HashMap<>();
  private final Trace trace;
  private final Scans scans;

  Expressions(Trace trace, Scans scans) {
    this.trace = trace;
    this.scans = scans;
  }

  void define(ResolvedColumnProto column, Value value) {
    columns.put((int) column.getColumnId(), value);
  }

  Value column(ResolvedColumnProto column) {
    return columns.getOrDefault((int) column.getColumnId(), Value.UNKNOWN);
  }

  List<Value> columns(List<ResolvedColumnProto> list) {
    return list.stream().map(this::column).toList();
  }

  /** Defines computed columns, plain and deferred ones alike. */
  void compute(Message computedColumn) {
    Message node = Protos.unwrap(computedColumn);
    ResolvedColumnProto column = (ResolvedColumnProto) Protos.message(node, "column").orElseThrow();
    Message expression = Protos.message(node, "expr").orElseThrow();
    define(column, value(expression));
  }

  /** Where an expression's value comes from; what it touches is noted. */
  Value value(Message expression) {
    Value value = evaluate(Protos.unwrap(expression));
    trace.touch(value);
    return value;
  }

  private Value evaluate(Message node) {
    return switch (node) {
      case ResolvedColumnRefProto ref -> column(ref.getColumn());
      case ResolvedGetStructFieldProto get -> field(get);
      case ResolvedMakeStructProto make -> struct(make);
      case ResolvedSubqueryExprProto subquery -> subquery(subquery);
      case ResolvedWithExprProto with -> {
        for (ResolvedComputedColumnProto assignment : with.getAssignmentListList()) {
          compute(assignment);
        }
        yield value(with.getExpr());
      }
      case ResolvedFunctionCallProto call -> called(call, call.getParent());
      case ResolvedAggregateFunctionCallProto call -> aggregated(call);
      case ResolvedAnalyticFunctionCallProto call -> analytic(call);
      case ResolvedCastProto cast -> cast(cast);
      default -> other(node);
    };
  }

  private Value aggregated(ResolvedAggregateFunctionCallProto call) {
    ResolvedNonScalarFunctionCallBaseProto how = call.getParent();
    boolean plain =
        !how.getDistinct()
            && !how.hasWhereExpr()
            && !how.hasWithGroupRowsSubquery()
            && !call.hasHavingModifier()
            && !call.hasHavingExpr()
            && !call.hasLimit()
            && call.getOrderByItemListCount() == 0
            && call.getGroupByListCount() == 0;
    return plain ? called(call, how.getParent()) : whole(call, how.getParent());
  }

  /** Each argument is followed once: calls are nested, and twice each would take for ever. */
  private Value called(Message call, ResolvedFunctionCallBaseProto base) {
    if (base.getGenericArgumentListCount() > 0) {
      return whole(call, base);
    }
    String name = Functions.plain(base.getFunction().getName());
    List<Value> arguments = new ArrayList<>();
    for (AnyResolvedExprProto argument : base.getArgumentListList()) {
      arguments.add(value(argument));
    }
    if (arguments.size() == 1
        && Functions.tellsPresence(name)
        && arguments.getFirst().isVerbatim()) {
      return Value.NONE;
    }
    noteConditions(name, base, arguments);
    return arguments.size() == 2 && Functions.isElement(name) && arguments.get(1).isNone()
        ? arguments.getFirst()
        : all(arguments);
  }

  /** What an error of the call may tell, or what it leaves out. */
  private void noteConditions(
      String name, ResolvedFunctionCallBaseProto base, List<Value> arguments) {
    if (isSafe(name, base)) {
      return;
    }
    for (int i = 0; i < arguments.size(); i++) {
      // Whether a column's own value is there is no secret.
      boolean presence = Functions.tellsByPresence(name) && arguments.get(i).isVerbatim();
      if (!Functions.isTotal(name, i) && !presence) {
        trace.use(ColumnUse.Place.CONDITION, arguments.get(i));
      }
    }
  }

  private static boolean isSafe(String name, ResolvedFunctionCallBaseProto base) {
    return base.getErrorMode() == ErrorMode.SAFE_ERROR_MODE && !Functions.isConditional(name);
  }

  /** A call with more than plain arguments. */
  private Value whole(Message call, ResolvedFunctionCallBaseProto base) {
    String name = Functions.plain(base.getFunction().getName());
    Value all = other(call);
    if (!isSafe(name, base) && !Functions.isTotal(name, 0)) {
      trace.use(ColumnUse.Place.CONDITION, all);
    }
    return all;
  }

  private Value analytic(ResolvedAnalyticFunctionCallProto call) {
    ResolvedFunctionCallBaseProto base = call.getParent().getParent();
    return whole(call, base);
  }

  private Value cast(ResolvedCastProto cast) {
    TypeKind to = type(cast).getTypeKind();
    boolean total =
        cast.getReturnNullOnError() || to == TypeKind.TYPE_STRING || to == TypeKind.TYPE_BYTES;
    Value from = other(cast);
    if (!total) {
      trace.use(ColumnUse.Place.CONDITION, from);
    }
    return from;
  }

  private Value struct(ResolvedMakeStructProto make) {
    List<String> names = new ArrayList<>();
    type(make).getStructType().getFieldList().forEach(f -> names.add(f.getFieldName()));
    List<Value> fields = new ArrayList<>();
    for (AnyResolvedExprProto field : make.getFieldListList()) {
      fields.add(evaluate(Protos.unwrap(field)));
    }
    Value struct = Value.struct(names, fields);
    return names.size() == fields.size() ? struct : struct.derived();
  }

  private static TypeProto type(Message expression) {
    return Protos.message(expression, "type")
        .map(TypeProto.class::cast)
        .orElseGet(TypeProto::getDefaultInstance);
  }

  private Value field(ResolvedGetStructFieldProto get) {
    int index = (int) get.getFieldIdx();
    TypeProto type = type(Protos.unwrap(get.getExpr()));
    if (index >= type.getStructType().getFieldCount()) {
      return evaluate(Protos.unwrap(get.getExpr())).derived();
    }
    String name = type.getStructType().getField(index).getFieldName();
    return evaluate(Protos.unwrap(get.getExpr())).field(index, name);
  }

  private Value subquery(ResolvedSubqueryExprProto node) {
    return switch (node.getSubqueryType()) {
      case SCALAR, ARRAY -> {
        List<Value> rows = scans.scan(node.getSubquery());
        yield rows.size() == 1 ? rows.getFirst() : all(rows);
      }
      default -> {
        // Whether there is a row, or an equal one, tells about every column inside.
        Value found = scans.everything(node.getSubquery());
        yield node.hasInExpr() ? found.or(value(node.getInExpr()).derived()) : found;
      }
    };
  }

  static Value all(List<Value> values) {
    Value all = Value.NONE;
    for (Value value : values) {
      all = all.or(value.derived());
    }
    return all.derived();
  }

  private Value other(Message node) {
    return switch (Protos.name(node)) {
      case "ResolvedLiteralProto",
          "ResolvedParameterProto",
          "ResolvedSystemVariableProto",
          "ResolvedConstantProto",
          "ResolvedDMLDefaultProto" ->
          Value.NONE;
      case "ResolvedExpressionColumnProto",
          "ResolvedCatalogColumnRefProto",
          "ResolvedArgumentRefProto" ->
          Value.UNKNOWN;
      default -> mentioned(node);
    };
  }

  /** Everything mentioned below a node, whatever the node is. */
  private Value mentioned(Message node) {
    String name = Protos.name(node);
    if (name.contains("Graph") || name.contains("MatchRecognize")) {
      throw new NotFollowedException("graphs and row patterns are not followed");
    }
    Value all = Value.NONE;
    List<ResolvedInlineLambdaProto> lambdas = new ArrayList<>();
    for (Message child : Protos.children(node)) {
      if (child instanceof AnyResolvedExprProto) {
        all = all.or(value(child).derived());
      } else if (child instanceof AnyResolvedScanProto scan) {
        all = all.or(all(scans.scan(scan)));
      } else if (child instanceof ResolvedColumnRefProto ref) {
        all = all.or(column(ref.getColumn()).derived());
      } else if (Protos.message(child, "inline_lambda").isPresent()
          && Protos.message(child, "inline_lambda").get()
              instanceof ResolvedInlineLambdaProto lambda) {
        lambdas.add(lambda);
      } else if (follows(child)) {
        all = all.or(mentioned(child));
      }
    }
    for (ResolvedInlineLambdaProto lambda : lambdas) {
      // Its arguments are elements of what else the function was given.
      for (ResolvedColumnProto argument : lambda.getArgumentListList()) {
        define(argument, all);
      }
      all = all.or(value(lambda.getBody()).derived());
    }
    return all.derived();
  }

  private static boolean follows(Message child) {
    String name = Protos.name(child);
    return name.startsWith("Resolved") || name.startsWith("AnyResolved");
  }
}
