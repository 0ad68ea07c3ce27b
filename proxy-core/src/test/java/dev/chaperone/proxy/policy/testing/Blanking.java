package dev.chaperone.proxy.policy.testing;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.input.InputField;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every way to take one thing that is known away from inputs. */
public final class Blanking {
  private static final String WHY = "blanked";

  private Blanking() {}

  /** What was blanked, and the inputs without it. */
  public static Map<String, PolicyInputs> of(PolicyInputs inputs) {
    Map<String, PolicyInputs> all = new LinkedHashMap<>();
    for (InputField<?> field : InputFields.ALL) {
      if (!field.section().equals(InputFields.TABLE)
          && !field.section().equals(InputFields.COLUMN)) {
        all.put(field.path(), inputs.unknown(field, WHY));
      }
    }
    all.put("tables", inputs.withTables(Fact.unknown(WHY)));
    all.put("columns", inputs.withColumns(Fact.unknown(WHY)));
    rows(inputs.tables(), InputFields.TABLE)
        .forEach((name, rows) -> all.put(name, inputs.withTables(Fact.known(rows))));
    rows(inputs.columns(), InputFields.COLUMN)
        .forEach((name, rows) -> all.put(name, inputs.withColumns(Fact.known(rows))));
    return all;
  }

  private static Map<String, List<InputRow>> rows(Fact<List<InputRow>> fact, String section) {
    Map<String, List<InputRow>> all = new LinkedHashMap<>();
    List<InputRow> rows = fact.ifKnown().orElse(List.of());
    for (int i = 0; i < rows.size(); i++) {
      for (InputField<?> field : InputFields.in(section)) {
        List<InputRow> changed = new ArrayList<>(rows);
        changed.set(i, rows.get(i).unknown(field, WHY));
        all.put(section + "s[" + i + "]." + field.name(), changed);
      }
    }
    return all;
  }
}
