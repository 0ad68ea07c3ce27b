package dev.chaperone.proxy.mask;

import dev.chaperone.proxy.mask.BoundPlan.MaskedField;
import dev.chaperone.proxy.mask.detect.ColumnHint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes the rules for a result's cells from a plan and a schema. */
final class PlanBinder {
  private final MaskPlan plan;
  private final List<MaskedField> fields = new ArrayList<>();

  /** A planned column, as far as it has been followed. */
  private record Planned(List<String> rest, MaskMethod method) {
    boolean isHere() {
      // A field without a name may be any field of the struct.
      return rest.isEmpty() || rest.getFirst().isEmpty();
    }

    boolean leadsTo(ResultField field) {
      return !isHere() && rest.getFirst().equalsIgnoreCase(field.name());
    }

    Planned next() {
      return new Planned(rest.subList(1, rest.size()), method);
    }
  }

  private PlanBinder(MaskPlan plan) {
    this.plan = plan;
  }

  static BoundPlan bind(MaskPlan plan, ResultSchema schema) {
    return bind(plan, schema, Selection.ALL);
  }

  static BoundPlan select(MaskPlan plan, ResultSchema schema, String selectedFields) {
    Optional<Selection> selection = Selection.parse(selectedFields, schema);
    return selection.isPresent()
        ? bind(plan, schema, selection.get())
        : blind(plan.becomeEverything("a selected field is not in the schema", true));
  }

  private static BoundPlan bind(MaskPlan plan, ResultSchema schema, Selection selection) {
    ResultSchema selected = selection.of(schema);
    if (plan.isNothing()) {
      return new BoundPlan(
          plan, Optional.of(selected), Columns.all(new CellRule.Copy(Shape.ANY)), List.of());
    }
    try {
      return new PlanBinder(plan).bound(schema, selected, selection);
    } catch (MismatchException e) {
      MaskPlan all = plan.becomeEverything(e.reason, true);
      try {
        return new PlanBinder(all).bound(schema, selected, selection);
      } catch (MismatchException again) {
        throw new IllegalStateException("a plan for everything fits every schema", again);
      }
    }
  }

  static BoundPlan blind(MaskPlan plan) {
    if (plan.isNothing()) {
      return new BoundPlan(
          plan, Optional.empty(), Columns.all(new CellRule.Copy(Shape.ANY)), List.of());
    }
    return new BoundPlan(
        plan.becomeEverything("the rows came without a schema", false),
        Optional.empty(),
        Columns.all(new CellRule.Hidden(0, Shape.ANY)),
        List.of(new MaskedField("*", Optional.of(new MaskMethod.Null()))));
  }

  private BoundPlan bound(ResultSchema schema, ResultSchema selected, Selection selection)
      throws MismatchException {
    List<ResultField> columns = schema.columns();
    if (plan.columnCount().orElse(columns.size()) != columns.size()) {
      throw new MismatchException("the result has another number of columns than planned");
    }
    for (int i = 0; i < plan.names().size(); i++) {
      String name = plan.names().get(i);
      if (!name.isEmpty() && !name.equalsIgnoreCase(columns.get(i).name())) {
        throw new MismatchException("the result has a column of another name than planned");
      }
    }
    List<List<Planned>> planned = new ArrayList<>();
    columns.forEach(column -> planned.add(new ArrayList<>()));
    for (PlannedColumn column : plan.columns()) {
      assign(column, columns, planned);
    }
    Optional<MaskMethod> all = plan.everything().map(reason -> new MaskMethod.Redact());
    List<CellRule> rules = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      // Also what is not selected is bound: disagreements there are disagreements too.
      int known = fields.size();
      CellRule rule = rule(columns.get(i), "", planned.get(i), all, selection);
      if (selection.has(columns.get(i))) {
        rules.add(rule);
      } else {
        fields.subList(known, fields.size()).clear();
      }
    }
    return new BoundPlan(plan, Optional.of(selected), Columns.of(rules), fields);
  }

  private static void assign(
      PlannedColumn column, List<ResultField> columns, List<List<Planned>> planned)
      throws MismatchException {
    String name = column.path().getFirst();
    Planned rest = new Planned(column.path().subList(1, column.path().size()), column.method());
    if (column.position().isPresent()) {
      int at = column.position().getAsInt();
      if (at >= columns.size()
          || !name.isEmpty() && !name.equalsIgnoreCase(columns.get(at).name())) {
        throw new MismatchException("a planned column is not at its position in the result");
      }
      planned.get(at).add(rest);
      return;
    }
    boolean found = false;
    for (int i = 0; i < columns.size(); i++) {
      if (name.equalsIgnoreCase(columns.get(i).name())) {
        planned.get(i).add(rest);
        found = true;
      }
    }
    if (!found) {
      throw new MismatchException("a planned column is not in the result");
    }
  }

  private CellRule rule(
      ResultField field,
      String parent,
      List<Planned> planned,
      Optional<MaskMethod> inherited,
      Selection selection)
      throws MismatchException {
    String path = parent.isEmpty() ? field.name() : parent + "." + field.name();
    Optional<MaskMethod> here = inherited;
    for (Planned entry : planned) {
      // What lies in a JSON value has no column of its own.
      if (entry.isHere() || field.type() == ValueType.JSON || field.type() == ValueType.UNKNOWN) {
        here = Optional.of(here.map(entry.method()::stronger).orElse(entry.method()));
      } else if (field.type() != ValueType.STRUCT) {
        throw new MismatchException("a planned field lies in a column that is no struct");
      }
    }
    if (field.type() == ValueType.STRUCT) {
      return struct(field, path, planned, here, selection);
    }
    if (here.isPresent()) {
      return masked(field, path, here.get());
    }
    return untouched(field, path);
  }

  private CellRule struct(
      ResultField field,
      String path,
      List<Planned> planned,
      Optional<MaskMethod> here,
      Selection selection)
      throws MismatchException {
    for (Planned entry : planned) {
      if (!entry.isHere() && field.fields().stream().noneMatch(entry::leadsTo)) {
        throw new MismatchException("a planned field is not in the result");
      }
    }
    if (here.isPresent() && here.get() instanceof MaskMethod.Null) {
      return new CellRule.Hidden(number(path, here), field.repeated() ? Shape.ARRAY : Shape.RECORD);
    }
    Selection inside = selection.inside(field);
    List<CellRule> rules = new ArrayList<>();
    for (ResultField child : field.fields()) {
      List<Planned> below =
          planned.stream().filter(entry -> entry.leadsTo(child)).map(Planned::next).toList();
      int known = fields.size();
      CellRule rule = rule(child, path, below, here, inside);
      if (inside.has(child)) {
        rules.add(rule);
      } else {
        fields.subList(known, fields.size()).clear();
      }
    }
    if (rules.stream().allMatch(CellRule.Copy.class::isInstance)) {
      return new CellRule.Copy(field.repeated() ? Shape.ARRAY : Shape.RECORD);
    }
    return repeated(field, new CellRule.Fields(Columns.of(rules)));
  }

  private CellRule masked(ResultField field, String path, MaskMethod method) {
    int number = number(path, Optional.of(method));
    if (field.type() == ValueType.UNKNOWN) {
      return new CellRule.Hidden(number, Shape.ANY);
    }
    if (field.repeated() && method instanceof MaskMethod.Null) {
      return new CellRule.Hidden(number, Shape.ARRAY);
    }
    Optional<byte[]> fixed = FixedValues.of(method, field.type(), plan.timestamps());
    if (fixed.isEmpty()) {
      byte[] otherwise =
          field.repeated()
              ? FixedValues.neutral(field.type(), plan.timestamps())
              : FixedValues.redacted(field.type());
      return repeated(field, new CellRule.Computed(number, field.type(), method, otherwise));
    }
    if (field.repeated() && Arrays.equals(fixed.get(), FixedValues.NULL)) {
      // Clients do not expect NULL in an array: BigQuery never sends one.
      return new CellRule.Hidden(number, Shape.ARRAY);
    }
    return repeated(field, new CellRule.Fixed(number, fixed.get()));
  }

  private CellRule untouched(ResultField field, String path) {
    boolean looked =
        switch (field.type()) {
          case STRING, JSON, UNKNOWN -> !plan.detectors().isEmpty();
          case BYTES,
              INT64,
              FLOAT64,
              NUMERIC,
              BIGNUMERIC,
              BOOL,
              DATE,
              TIME,
              DATETIME,
              TIMESTAMP,
              INTERVAL,
              GEOGRAPHY,
              RANGE,
              STRUCT ->
              false;
        };
    if (looked) {
      return repeated(
          field,
          new CellRule.Look(
              number(path, Optional.empty()), field.type(), field.repeated(), ColumnHint.of(path)));
    }
    if (field.type() == ValueType.UNKNOWN) {
      return new CellRule.Copy(Shape.ANY);
    }
    return new CellRule.Copy(field.repeated() ? Shape.ARRAY : Shape.SCALAR);
  }

  private static CellRule repeated(ResultField field, CellRule rule) {
    return field.repeated() ? new CellRule.Each(rule) : rule;
  }

  private int number(String path, Optional<MaskMethod> method) {
    fields.add(new MaskedField(path, method));
    return fields.size() - 1;
  }

  private static final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    private MismatchException(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
