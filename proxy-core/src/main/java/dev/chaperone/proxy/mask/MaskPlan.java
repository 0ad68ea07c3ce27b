package dev.chaperone.proxy.mask;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is masked in one result, before its schema is known: some columns, or all for a reason, and
 * what is looked for in the rest. {@link #bind} brings it together with the schema.
 *
 * @param everything why all columns are redacted; empty if only {@code columns} are masked
 * @param columnCount how many columns the result has if that is known; another number is a
 *     disagreement
 * @param names of all columns if they are known, {@code ""} for one that may have any; another name
 *     is a disagreement, also where nothing is masked
 * @param errorsHidden whether texts of errors in the answer may hold values, and are left out
 */
public record MaskPlan(
    Optional<String> everything,
    List<PlannedColumn> columns,
    OptionalInt columnCount,
    List<String> names,
    List<DetectorRule> detectors,
    TimestampForm timestamps,
    boolean errorsHidden) {
  public MaskPlan {
    Objects.requireNonNull(everything);
    columns = List.copyOf(columns);
    Objects.requireNonNull(columnCount);
    names = List.copyOf(names);
    detectors = List.copyOf(detectors);
    Objects.requireNonNull(timestamps);
  }

  /** These columns are masked, and no others. */
  public static MaskPlan of(
      List<PlannedColumn> columns, OptionalInt columnCount, TimestampForm timestamps) {
    return new MaskPlan(
        Optional.empty(), columns, columnCount, List.of(), List.of(), timestamps, false);
  }

  /** All columns are redacted, as for a result of which nobody knows where it comes from. */
  public static MaskPlan everything(String reason, TimestampForm timestamps) {
    return new MaskPlan(
        Optional.of(reason),
        List.of(),
        OptionalInt.empty(),
        List.of(),
        List.of(),
        timestamps,
        true);
  }

  /** The same with detectors on what is not masked. */
  public MaskPlan detecting(List<DetectorRule> rules) {
    return new MaskPlan(everything, columns, columnCount, names, rules, timestamps, errorsHidden);
  }

  /** The same for a result whose columns have these names, {@code ""} for any. */
  public MaskPlan expecting(List<String> all) {
    return new MaskPlan(
        everything, columns, OptionalInt.of(all.size()), all, detectors, timestamps, errorsHidden);
  }

  /** The same for a statement whose errors may quote values. */
  public MaskPlan hidingErrors() {
    return new MaskPlan(everything, columns, columnCount, names, detectors, timestamps, true);
  }

  /** Whether values pass as they are, whatever the schema. */
  public boolean isNothing() {
    return everything.isEmpty()
        && columns.isEmpty()
        && names.isEmpty()
        && detectors.isEmpty()
        && !errorsHidden;
  }

  /**
   * The plan for a result with this schema. Where the two disagree (a planned column or field that
   * is not there, another name at its position, another number of columns) everything is masked.
   */
  public BoundPlan bind(ResultSchema schema) {
    return PlanBinder.bind(this, schema);
  }

  /**
   * The plan for rows without any schema: all is hidden, scalars and structs as NULL and arrays
   * empty, unless nothing was to be masked at all.
   */
  public BoundPlan bindBlindly() {
    return PlanBinder.blind(this);
  }

  /**
   * @param quotes whether errors may quote values, too
   */
  MaskPlan becomeEverything(String reason, boolean quotes) {
    return new MaskPlan(
        Optional.of(everything.orElse(reason)),
        List.of(),
        OptionalInt.empty(),
        List.of(),
        detectors,
        timestamps,
        errorsHidden || quotes);
  }
}
