package dev.chaperone.proxy.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.catalogue.Field;
import dev.chaperone.sql.catalogue.RoutineEntry;
import dev.chaperone.sql.catalogue.RoutineEntry.Argument;
import dev.chaperone.sql.catalogue.RoutineEntry.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@code routines.get} answers. */
final class RoutineReader {
  private RoutineReader() {}

  /** Empty if it is no routine as BigQuery describes one, or of another kind than asked for. */
  static Optional<RoutineEntry> read(Key<RoutineName> key, ObjectNode json) {
    if (!isOfKind(key.asked().kind(), json.path("routineType").asText(""))) {
      return Optional.empty();
    }
    try {
      return Optional.of(routine(key.asked(), json));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isOfKind(RoutineName.Kind kind, String type) {
    return switch (kind) {
      case FUNCTION -> type.equals("SCALAR_FUNCTION") || type.equals("AGGREGATE_FUNCTION");
      case TABLE_FUNCTION -> type.equals("TABLE_VALUED_FUNCTION");
      case PROCEDURE -> type.equals("PROCEDURE");
      case MODEL -> false;
    };
  }

  private static RoutineEntry routine(RoutineName name, ObjectNode json) {
    Language language = language(json);
    List<Argument> arguments = new ArrayList<>();
    for (JsonNode argument : json.path("arguments")) {
      arguments.add(new Argument(argument.path("name").asText(""), argumentType(argument)));
    }
    List<Field> columns = new ArrayList<>();
    for (JsonNode column : json.at("/returnTableType/columns")) {
      columns.add(StandardTypes.field(column));
    }
    JsonNode returns = json.path("returnType");
    String body = json.path("definitionBody").asText("");
    return new RoutineEntry(
        name,
        language,
        arguments,
        returns.isObject() ? Optional.of(StandardTypes.text(returns)) : Optional.empty(),
        columns,
        language == Language.SQL && !body.isEmpty() ? Optional.of(body) : Optional.empty());
  }

  private static Language language(ObjectNode json) {
    if (json.path("remoteFunctionOptions").isObject()) {
      return Language.REMOTE;
    }
    return switch (json.path("language").asText("")) {
      // BigQuery leaves the language out where it is SQL, too.
      case "SQL", "LANGUAGE_UNSPECIFIED", "" ->
          json.path("sparkOptions").isObject() ? Language.OTHER : Language.SQL;
      case "JAVASCRIPT" -> Language.JAVASCRIPT;
      case "PYTHON" -> Language.PYTHON;
      default -> Language.OTHER;
    };
  }

  private static String argumentType(JsonNode argument) {
    return switch (argument.path("argumentKind").asText("")) {
      case "ANY_TYPE" -> "ANY TYPE";
      case "ANY_TABLE" -> "ANY TABLE";
      default -> StandardTypes.text(argument.path("dataType"));
    };
  }
}
