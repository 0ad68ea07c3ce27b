package dev.chaperone.proxy.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code TableSchema} may hold. What BigQuery's interface does not have could be anything,
 * also values, and is taken out.
 */
final class SchemaForm {
  private static final Set<String> SCHEMA = Set.of("fields", "foreignTypeInfo");
  private static final Set<String> FIELD =
      Set.of(
          "categories",
          "collation",
          "dataPolicies",
          "defaultValueExpression",
          "description",
          "fields",
          "foreignTypeDefinition",
          "maxLength",
          "mode",
          "name",
          "policyTags",
          "precision",
          "rangeElementType",
          "roundingMode",
          "scale",
          "timestampPrecision",
          "type");
  private static final Set<String> PARTS =
      Set.of("names", "name", "type", "typeSystem", "fields", "mode");

  private SchemaForm() {}

  /**
   * Takes out what a schema does not have.
   *
   * @return whether anything was
   */
  static boolean tidy(ObjectNode schema) {
    boolean changed = retain(schema, SCHEMA);
    changed |= tidyPart(schema.path("foreignTypeInfo"));
    return changed | tidyFields(schema);
  }

  private static boolean tidyFields(ObjectNode of) {
    boolean changed = false;
    if (of.has("fields") && !of.get("fields").isArray()) {
      of.remove("fields");
      return true;
    }
    for (JsonNode node : of.path("fields")) {
      if (node instanceof ObjectNode field) {
        changed |= retain(field, FIELD);
        for (Map.Entry<String, JsonNode> part : field.properties()) {
          changed |= !part.getKey().equals("fields") && tidyPart(part.getValue());
        }
        changed |= tidyFields(field);
      }
    }
    return changed;
  }

  /** Small objects and lists of names. */
  private static boolean tidyPart(JsonNode part) {
    boolean changed = part instanceof ObjectNode object && retain(object, PARTS);
    for (JsonNode inner : part) {
      changed |= tidyPart(inner);
    }
    return changed;
  }

  private static boolean retain(ObjectNode object, Set<String> names) {
    int before = object.size();
    object.retain(names);
    return object.size() < before;
  }
}
