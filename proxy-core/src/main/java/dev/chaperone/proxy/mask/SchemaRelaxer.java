package dev.chaperone.proxy.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.mask.BoundPlan.MaskedField;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Sets {@code mode} to NULLABLE where masking may put a NULL. */
final class SchemaRelaxer {
  private final Set<String> masked = new HashSet<>();
  private final boolean everywhere;
  private boolean changed;

  private SchemaRelaxer(boolean everywhere) {
    this.everywhere = everywhere;
  }

  static boolean relax(ObjectNode schema, BoundPlan bound) {
    boolean nulling =
        bound.plan().detectors().stream()
            .anyMatch(
                rule ->
                    rule.reaction() instanceof DetectorRule.Reaction.Mask mask
                        && mask.method() instanceof MaskMethod.Null);
    SchemaRelaxer relaxer =
        new SchemaRelaxer(bound.schema().isEmpty() || bound.plan().everything().isPresent());
    for (MaskedField field : bound.fields()) {
      if (field.method().isPresent() || nulling) {
        relaxer.masked.add(field.path().toLowerCase(Locale.ROOT));
      }
    }
    relaxer.fields(schema, "");
    return relaxer.changed;
  }

  private void fields(JsonNode of, String parent) {
    for (JsonNode node : of.path("fields")) {
      if (node instanceof ObjectNode field) {
        String name = field.path("name").asText("").toLowerCase(Locale.ROOT);
        String path = parent.isEmpty() ? name : parent + "." + name;
        if ((everywhere || masked.contains(path))
            && field.path("mode").asText("").equalsIgnoreCase("REQUIRED")) {
          field.put("mode", "NULLABLE");
          changed = true;
        }
        fields(field, path);
      }
    }
  }
}
