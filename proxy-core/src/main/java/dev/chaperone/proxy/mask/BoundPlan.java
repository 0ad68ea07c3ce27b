package dev.chaperone.proxy.mask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A plan brought together with a result's schema: a rule for each cell. Immutable; one serves all
 * pages of a result.
 */
public final class BoundPlan {
  private final MaskPlan plan;
  private final Optional<ResultSchema> schema;
  private final Columns columns;
  private final List<MaskedField> fields;

  /** A field that is masked or looked at; {@code method} is empty for the latter. */
  record MaskedField(String path, Optional<MaskMethod> method) {}

  BoundPlan(
      MaskPlan plan, Optional<ResultSchema> schema, Columns columns, List<MaskedField> fields) {
    this.plan = plan;
    this.schema = schema;
    this.columns = columns;
    this.fields = List.copyOf(fields);
  }

  /** The plan as it holds: one for everything, with the reason, after a disagreement. */
  public MaskPlan plan() {
    return plan;
  }

  /** Empty if rows are masked without one. */
  public Optional<ResultSchema> schema() {
    return schema;
  }

  Columns columns() {
    return columns;
  }

  List<MaskedField> fields() {
    return fields;
  }

  /**
   * The plan for pages of {@code tabledata.list} with {@code selectedFields}.
   *
   * @param selectedFields names with commas between them, {@code a,b.c}; {@code ""} for all
   */
  public BoundPlan select(String selectedFields) {
    if (selectedFields.isBlank() || schema.isEmpty() || plan.isNothing()) {
      return this;
    }
    return PlanBinder.select(plan, schema.get(), selectedFields);
  }

  /**
   * Makes the schema say what the masked rows hold: NULLABLE where it said REQUIRED and a NULL may
   * now stand. Needed for every road on which the schema of such rows is told.
   *
   * @param tableSchema BigQuery's {@code TableSchema}; is changed
   * @return whether anything was
   */
  public boolean relax(ObjectNode tableSchema) {
    return !plan.isNothing() && SchemaRelaxer.relax(tableSchema, this);
  }
}
