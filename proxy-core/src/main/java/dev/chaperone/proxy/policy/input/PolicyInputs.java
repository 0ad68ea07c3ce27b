package dev.chaperone.proxy.policy.input;

import dev.chaperone.proxy.policy.Fact;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Everything a decision is made from.
 *
 * @param scalars inputs of one value each
 * @param tables every table read or written, also through views; a call on a whole dataset names
 *     its table {@code *}
 * @param columns every column touched, in the result or in conditions
 */
public record PolicyInputs(
    InputRow scalars, Fact<List<InputRow>> tables, Fact<List<InputRow>> columns) {
  /** With more than this, lists count as unknown: evaluation is bounded. */
  public static final int MAX_ELEMENTS = 10_000;

  public PolicyInputs {
    Objects.requireNonNull(scalars);
    tables = bounded(tables);
    columns = bounded(columns);
  }

  /** Nothing is known. */
  public static PolicyInputs none() {
    return new PolicyInputs(
        InputRow.EMPTY,
        Fact.unknown("the tables were not established"),
        Fact.unknown("the columns were not established"));
  }

  public <T> PolicyInputs with(InputField<T> field, T value) {
    return scalars(row -> row.with(field, value));
  }

  public <T> PolicyInputs withFact(InputField<T> field, Fact<T> fact) {
    return scalars(row -> row.withFact(field, fact));
  }

  public <T> PolicyInputs unknown(InputField<T> field, String reason) {
    return scalars(row -> row.unknown(field, reason));
  }

  public PolicyInputs withTables(Fact<List<InputRow>> these) {
    return new PolicyInputs(scalars, these, columns);
  }

  public PolicyInputs withTables(InputRow... these) {
    return withTables(Fact.known(List.of(these)));
  }

  public PolicyInputs withColumns(Fact<List<InputRow>> these) {
    return new PolicyInputs(scalars, tables, these);
  }

  public PolicyInputs withColumns(InputRow... these) {
    return withColumns(Fact.known(List.of(these)));
  }

  public <T> Fact<T> get(InputField<T> field) {
    return scalars.get(field);
  }

  private PolicyInputs scalars(UnaryOperator<InputRow> change) {
    return new PolicyInputs(change.apply(scalars), tables, columns);
  }

  private static Fact<List<InputRow>> bounded(Fact<List<InputRow>> rows) {
    return rows.flatMap(
        list ->
            list.size() > MAX_ELEMENTS
                ? Fact.unknown("more than " + MAX_ELEMENTS + " were found")
                : Fact.known(List.copyOf(list)));
  }
}
