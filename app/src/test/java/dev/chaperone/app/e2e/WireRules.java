package dev.chaperone.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.proxy.testing.DiscoverySchemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every answer must keep to: BigQuery's discovery schemas, the shape of rows (cells are
 * strings, null, or nested cells, as many as the schema has fields), and the shape of errors.
 */
final class WireRules {
  private static final JsonMapper JSON = new JsonMapper();

  private final Optional<DiscoverySchemas> schemas = DiscoverySchemas.locate();

  boolean withSchemas() {
    return schemas.isPresent();
  }

  List<String> faults(RecordedAnswers.Delivered answer) {
    List<String> faults = new ArrayList<>();
    if (answer.body().length == 0) {
      return faults;
    }
    JsonNode json;
    try {
      json = JSON.readTree(answer.body());
    } catch (IOException e) {
      return List.of(answer + ": not JSON");
    }
    if (answer.status() >= 400) {
      error(json, answer, faults);
      return faults;
    }
    if (!answer.schema().isEmpty()) {
      schemas.ifPresent(
          s -> s.faults(answer.schema(), json).forEach(f -> faults.add(answer + ": " + f)));
    }
    JsonNode fields = json.path("schema").path("fields");
    for (JsonNode row : json.path("rows")) {
      row(row, fields, answer + ": row", faults);
    }
    return faults;
  }

  private static void error(JsonNode json, RecordedAnswers.Delivered answer, List<String> faults) {
    JsonNode error = json.path("error");
    boolean shaped =
        error.path("code").asInt() == answer.status()
            && error.path("message").isTextual()
            && error.path("errors").path(0).path("reason").isTextual()
            && error.path("errors").path(0).path("message").isTextual();
    if (!shaped) {
      faults.add(answer + ": the error is not in BigQuery's shape: " + json);
    }
  }

  private static void row(JsonNode row, JsonNode fields, String place, List<String> faults) {
    JsonNode cells = row.path("f");
    if (!cells.isArray() || (fields.isArray() && cells.size() != fields.size())) {
      faults.add(place + ": not one cell for each field");
      return;
    }
    for (int i = 0; i < cells.size(); i++) {
      JsonNode field = fields.path(i);
      boolean repeated = field.path("mode").asText("").equals("REPEATED");
      cell(cells.get(i), field.path("fields"), repeated, place + "." + i, faults);
    }
  }

  private static void cell(
      JsonNode cell, JsonNode fields, boolean repeated, String place, List<String> faults) {
    JsonNode value = cell.path("v");
    if (value.isMissingNode()) {
      faults.add(place + ": a cell without v");
    } else if (value.isArray()) {
      for (JsonNode element : value) {
        cell(element, fields, false, place + "[]", faults);
      }
    } else if (value.isObject()) {
      row(value, fields, place, faults);
    } else if (repeated || !(value.isTextual() || value.isNull())) {
      faults.add(place + ": " + value.getNodeType() + " where a string, null or nesting belongs");
    }
  }
}
