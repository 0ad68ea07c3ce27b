package dev.chaperone.googlesql.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks answers against the schemas of BigQuery's discovery document, where one is at hand. */
final class DiscoverySchemas {
  private static final Optional<DiscoverySchemas> AVAILABLE = load();

  private final JsonNode schemas;

  private DiscoverySchemas(JsonNode schemas) {
    this.schemas = schemas;
  }

  static Optional<DiscoverySchemas> available() {
    return AVAILABLE;
  }

  /** Beside the checkout, or in the Cloud SDK whose bq is on the PATH. */
  private static Optional<DiscoverySchemas> load() {
    Stream<Path> beside =
        Stream.of(Path.of("..", "..", "shared", "reference", "bigquery.v2.discovery.json"));
    Stream<Path> sdk =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "bq"))
            .filter(Files::exists)
            .map(DiscoverySchemas::sdkOf)
            .map(root -> root.resolve("platform/bq/discovery_next/bigquery.json"));
    return Stream.concat(beside, sdk)
        .filter(Files::isReadable)
        .findFirst()
        .map(DiscoverySchemas::read);
  }

  private static Path sdkOf(Path bq) {
    try {
      return bq.toRealPath().getParent().getParent();
    } catch (IOException e) {
      return Path.of("");
    }
  }

  private static DiscoverySchemas read(Path document) {
    try {
      return new DiscoverySchemas(new ObjectMapper().readTree(document.toFile()).get("schemas"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is wrong with an answer: unknown properties and values of another JSON type. */
  List<String> faults(String schema, JsonNode answer) {
    List<String> faults = new ArrayList<>();
    check(schemas.required(schema), answer, schema, faults);
    return faults;
  }

  private void check(JsonNode schema, JsonNode value, String at, List<String> faults) {
    if (schema.has("$ref")) {
      check(schemas.required(schema.get("$ref").asText()), value, at, faults);
      return;
    }
    boolean right =
        switch (schema.path("type").asText("any")) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" ->
              value.isTextual()
                  && (!schema.path("format").asText("").endsWith("int64")
                      || value.asText().matches("-?\\d+"));
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          default -> true;
        };
    if (!right) {
      faults.add(at + " is " + value.getNodeType() + ": " + value);
      return;
    }
    if (value.isArray() && schema.has("items")) {
      for (JsonNode element : value) {
        check(schema.get("items"), element, at + "[]", faults);
      }
    }
    if (value.isObject() && schema.path("type").asText().equals("object")) {
      for (Map.Entry<String, JsonNode> property : value.properties()) {
        JsonNode of = schema.path("properties").path(property.getKey());
        if (of.isMissingNode()) {
          of = schema.path("additionalProperties");
        }
        if (of.isMissingNode()) {
          faults.add(at + " has the unknown property " + property.getKey());
        } else {
          check(of, property.getValue(), at + "." + property.getKey(), faults);
        }
      }
    }
  }
}
