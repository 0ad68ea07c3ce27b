package dev.chaperone.proxy.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks answers against the schemas of BigQuery's discovery document. Stricter than a client: a
 * property the schema does not know is a fault too.
 */
public final class DiscoverySchemas {
  private static final Set<String> LONG_FORMATS = Set.of("int64", "uint64");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+");

  private final JsonNode document;

  private DiscoverySchemas(JsonNode document) {
    this.document = document;
  }

  /** The newest document on this machine; empty if there is none, so that a test can be skipped. */
  public static Optional<DiscoverySchemas> locate() {
    return DiscoveryFiles.all().stream()
        .map(DiscoverySchemas::of)
        .max(Comparator.comparing(schemas -> schemas.document().path("revision").asText()));
  }

  public static DiscoverySchemas of(Path file) {
    try {
      return new DiscoverySchemas(new JsonMapper().readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DiscoverySchemas of(JsonNode document) {
    return new DiscoverySchemas(document);
  }

  public JsonNode document() {
    return document;
  }

  /** What is wrong with an answer, one line per fault with its place; empty if nothing is. */
  public List<String> faults(String schema, byte[] json) {
    try {
      return faults(schema, new JsonMapper().readTree(json));
    } catch (IOException e) {
      return List.of("$: not JSON: " + e.getMessage());
    }
  }

  /** The same for a tree. */
  public List<String> faults(String schema, JsonNode value) {
    List<String> faults = new ArrayList<>();
    check(named(schema), value, "$", faults);
    return faults;
  }

  private JsonNode named(String schema) {
    JsonNode found = document.path("schemas").path(schema);
    if (found.isMissingNode()) {
      throw new IllegalArgumentException("the discovery document has no schema " + schema);
    }
    return found;
  }

  private void check(JsonNode schema, JsonNode value, String place, List<String> faults) {
    if (schema.has("$ref")) {
      check(named(schema.path("$ref").asText()), value, place, faults);
      return;
    }
    String type = schema.path("type").asText();
    boolean fits =
        switch (type) {
          case "any" -> true;
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "array" -> value.isArray();
          case "object" -> value.isObject();
          default -> throw new IllegalStateException("unknown type " + type + " at " + place);
        };
    if (!fits) {
      faults.add(
          place + ": " + type + " expected, not " + value.getNodeType() + " " + brief(value));
      return;
    }
    switch (type) {
      case "string" -> checkText(schema, value.asText(), place, faults);
      case "array" -> {
        for (int i = 0; i < value.size(); i++) {
          check(schema.path("items"), value.get(i), place + "[" + i + "]", faults);
        }
      }
      case "object" -> checkObject(schema, value, place, faults);
      default -> {}
    }
  }

  private static void checkText(JsonNode schema, String text, String place, List<String> faults) {
    if (LONG_FORMATS.contains(schema.path("format").asText()) && !DECIMAL.matcher(text).matches()) {
      faults.add(place + ": a decimal number in a string expected, not " + text);
    }
    JsonNode allowed = schema.path("enum");
    if (allowed.isArray()) {
      for (JsonNode one : allowed) {
        if (one.asText().equals(text)) {
          return;
        }
      }
      faults.add(place + ": " + text + " is none of " + allowed);
    }
  }

  private void checkObject(JsonNode schema, JsonNode value, String place, List<String> faults) {
    value
        .properties()
        .forEach(
            entry -> {
              String at = place + "." + entry.getKey();
              JsonNode property = schema.path("properties").path(entry.getKey());
              if (!property.isMissingNode()) {
                check(property, entry.getValue(), at, faults);
              } else if (schema.has("additionalProperties")) {
                check(schema.path("additionalProperties"), entry.getValue(), at, faults);
              } else if (!schema.path("properties").isMissingNode()) {
                faults.add(at + ": the schema has no such property");
              }
            });
  }

  private static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
