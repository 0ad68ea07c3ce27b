package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.Suggestions;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.example.Expectation;
import dev.chaperone.proxy.policy.example.OrdinaryRequest;
import dev.chaperone.proxy.policy.example.PolicyExample;
import dev.chaperone.proxy.policy.input.InputField;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.RecordingLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a policy's examples, the key {@code tests} of a file beside it. What an example leaves out
 * is an {@link OrdinaryRequest}; {@code null} makes an input unknown.
 */
public final class ExampleLoader {
  private static final String UNKNOWN = "the example makes it unknown";

  /** Reads a file of examples. */
  public List<PolicyExample> load(String name, String text) throws PolicyException {
    Problems problems = new Problems(name);
    List<PolicyExample> examples =
        problems.collect(() -> read(YamlFile.read(text, problems)), List.of());
    problems.throwIfAny();
    return examples;
  }

  private static List<PolicyExample> read(Spot root) throws BadValueException {
    return root.section("the examples", "tests")
        .required("tests", "tests: [ … ]")
        .someOf("examples", ExampleLoader::example);
  }

  private static PolicyExample example(Spot spot) throws BadValueException {
    Section section = spot.section("an example", "name", "given", "expect");
    return new PolicyExample(
        section.required("name", "name: dropping is denied").text("a name"),
        section.optional("given", ExampleLoader::inputs, OrdinaryRequest.inputs()),
        expectation(section.required("expect", "expect: { decision: deny }")),
        section.place());
  }

  private static Expectation expectation(Spot spot) throws BadValueException {
    Section section = spot.section("an expectation", "decision", "rule", "code", "recording");
    return new Expectation(
        section
            .required("decision", "decision: hold")
            .oneOf("decision", List.of(Verdict.values()), Verdict::code),
        section.optional("rule", s -> Optional.of(s.text("a rule")), Optional.empty()),
        section.optional("code", s -> Optional.of(s.text("a code")), Optional.empty()),
        section.optional(
            "recording",
            s ->
                Optional.of(
                    s.oneOf("level", List.of(RecordingLevel.values()), RecordingLevel::code)),
            Optional.empty()));
  }

  private static PolicyInputs inputs(Spot spot) throws BadValueException {
    List<String> names = new ArrayList<>(InputFields.sections());
    names.removeAll(List.of(InputFields.TABLE, InputFields.COLUMN));
    names.addAll(List.of("tables", "columns"));
    Section section = spot.section("the request", names.toArray(String[]::new));
    PolicyInputs inputs = OrdinaryRequest.inputs();
    for (Map.Entry<String, Spot> entry : section.values().entrySet()) {
      inputs =
          switch (entry.getKey()) {
            case "tables" ->
                inputs.withTables(rows(entry.getValue(), "table", OrdinaryRequest.table()));
            case "columns" ->
                inputs.withColumns(rows(entry.getValue(), "column", OrdinaryRequest.column()));
            default ->
                new PolicyInputs(
                    row(entry.getValue(), entry.getKey(), inputs.scalars()),
                    inputs.tables(),
                    inputs.columns());
          };
    }
    boolean kindsOnly =
        section
            .optional("statement")
            .filter(s -> !s.isNull())
            .map(s -> hasKey(s, "kinds") && !hasKey(s, "effects"))
            .orElse(false);
    return kindsOnly
        ? inputs.withFact(
            InputFields.STATEMENT_EFFECTS,
            OrdinaryRequest.effectsOf(inputs.get(InputFields.STATEMENT_KINDS)))
        : inputs;
  }

  private static boolean hasKey(Spot spot, String key) {
    return spot.problems()
        .collect(() -> spot.section("a statement").optional(key).isPresent(), false);
  }

  private static Fact<List<InputRow>> rows(Spot spot, String section, InputRow base)
      throws BadValueException {
    return spot.isNull()
        ? Fact.unknown(UNKNOWN)
        : Fact.known(spot.list(section + "s", element -> row(element, section, base)));
  }

  private static InputRow row(Spot spot, String name, InputRow base) throws BadValueException {
    InputRow row = base;
    if (spot.isNull()) {
      for (InputField<?> field : InputFields.in(name)) {
        row = row.unknown(field, UNKNOWN);
      }
      return row;
    }
    List<String> names = InputFields.in(name).stream().map(InputField::name).toList();
    Section section = spot.section("'" + name + "'", names.toArray(String[]::new));
    for (Map.Entry<String, Spot> entry : section.values().entrySet()) {
      InputField<?> field =
          InputFields.find(name, entry.getKey())
              .orElseThrow(
                  () -> spot.bad("No such input.", Suggestions.didYouMean(entry.getKey(), names)));
      row = set(row, field, entry.getValue());
    }
    return row;
  }

  @SuppressWarnings("unchecked") // ExampleValues reads what the field's kind says.
  private static <T> InputRow set(InputRow row, InputField<T> field, Spot spot)
      throws BadValueException {
    return spot.isNull()
        ? row.unknown(field, UNKNOWN)
        : row.with(field, (T) ExampleValues.read(field, spot));
  }
}
