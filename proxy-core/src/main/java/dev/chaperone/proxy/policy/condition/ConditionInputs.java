package dev.chaperone.proxy.policy.condition;

import dev.cel.runtime.CelVariableResolver;
import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.input.InputField;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.InputKind;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The inputs of one decision, ready for CEL; the conditions of a policy are evaluated on it one
 * after the other, by one thread.
 */
public final class ConditionInputs implements CelVariableResolver {
  /** Longer text counts as unknown: nothing here judges SQL of that size by its text. */
  public static final int MAX_TEXT = 60_000;

  private final Meter meter;
  private final PolicyInputs inputs;
  private final Map<String, Object> variables = new HashMap<>();

  private ConditionInputs(PolicyInputs inputs, Meter meter) {
    this.inputs = inputs;
    this.meter = meter;
  }

  /**
   * Prepares inputs, with what is derived from them.
   *
   * @param nanos a clock for the limit on time, such as {@code System::nanoTime}
   */
  public static ConditionInputs of(PolicyInputs inputs, LongSupplier nanos) {
    return new ConditionInputs(inputs, new Meter(nanos));
  }

  Meter meter() {
    return meter;
  }

  @Override
  public Optional<Object> find(String name) {
    Long unit = InputTypes.UNITS.get(name);
    if (unit != null) {
      return Optional.of(unit);
    }
    return switch (name) {
      case "tables" -> Optional.of(list(name, InputFields.TABLE, inputs.tables()));
      case "columns" -> Optional.of(list(name, InputFields.COLUMN, inputs.columns()));
      default -> Optional.of(variables.computeIfAbsent(name, n -> struct(n, n, inputs.scalars())));
    };
  }

  /** Read through the meter each time, so that an unknown list fails and is noted. */
  private Object list(String name, String section, Fact<List<InputRow>> rows) {
    Fact<?> made =
        rows.map(known -> variables.computeIfAbsent(name, n -> structs(n, section, known)));
    return meter.use(name, made);
  }

  private List<StructInput> structs(String name, String section, List<InputRow> rows) {
    List<StructInput> made = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      made.add(struct(name + "[" + i + "]", section, rows.get(i)));
    }
    return List.copyOf(made);
  }

  private StructInput struct(String path, String section, InputRow row) {
    Map<String, Fact<?>> fields = new HashMap<>();
    for (InputField<?> field : InputFields.in(section)) {
      fields.put(field.name(), bounded(field, row.get(field)));
    }
    return new StructInput(path, InputTypes.INSTANCE.struct(section), fields, meter);
  }

  private static Fact<?> bounded(InputField<?> field, Fact<?> fact) {
    if (field.kind() == InputKind.TEXT
        && fact instanceof Fact.Known<?> known
        && known.value() instanceof String text
        && text.length() > MAX_TEXT) {
      return Fact.unknown("it has more than " + MAX_TEXT + " characters");
    }
    if (field.kind() == InputKind.TEXTS
        && fact instanceof Fact.Known<?> known
        && known.value() instanceof List<?> many
        && many.size() > PolicyInputs.MAX_ELEMENTS) {
      return Fact.unknown("it has more than " + PolicyInputs.MAX_ELEMENTS + " elements");
    }
    return fact;
  }
}
