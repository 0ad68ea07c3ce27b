package dev.chaperone.recordings.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes lineage as JSON and reads it: each origin once, columns by their numbers. What is too
 * long, or cannot be read, becomes unknown lineage, which hides more.
 */
public final class LineageText {
  /** The most characters; a row of the database holds no more. */
  static final int MOST = 900_000;

  private static final JsonMapper JSON = new JsonMapper();

  private LineageText() {}

  public static String write(Lineage lineage) {
    Map<Origin, Integer> numbers = new LinkedHashMap<>();
    ObjectNode json = JSON.createObjectNode();
    json.put("apart", lineage.apart());
    ArrayNode names = json.putArray("names");
    lineage.names().forEach(names::add);
    ArrayNode columns = json.putArray("columns");
    for (Lineage.Column column : lineage.columns()) {
      ObjectNode one = columns.addObject();
      one.put("position", column.position());
      ArrayNode path = one.putArray("path");
      column.path().forEach(path::add);
      write(one, column.origins(), numbers);
      one.put("verbatim", column.verbatim());
    }
    write(json, lineage.all(), numbers);
    ArrayNode origins = json.putArray("origins");
    numbers.keySet().forEach(origin -> write(origins.addObject(), origin));
    String text = json.toString();
    return text.length() <= MOST || lineage.equals(Lineage.UNKNOWN) ? text : write(Lineage.UNKNOWN);
  }

  private static void write(ObjectNode into, Origins origins, Map<Origin, Integer> numbers) {
    ArrayNode from = into.putArray("from");
    for (Origin origin : origins.from()) {
      from.add(numbers.computeIfAbsent(origin, o -> numbers.size()));
    }
    into.put("known", origins.known());
  }

  private static void write(ObjectNode into, Origin origin) {
    into.put("project", origin.project());
    into.put("dataset", origin.dataset());
    into.put("table", origin.table());
    into.put("path", origin.path());
    if (!origin.policyTags().isEmpty()) {
      ArrayNode tags = into.putArray("policyTags");
      origin.policyTags().forEach(tags::add);
    }
    into.put("tagsKnown", origin.tagsKnown());
  }

  public static Lineage read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (!json.isObject() || !json.path("origins").isArray()) {
        return Lineage.UNKNOWN;
      }
      List<Origin> origins = new ArrayList<>();
      json.path("origins").forEach(o -> origins.add(origin(o)));
      Origins all = origins(json, origins);
      if (!json.path("apart").asBoolean(false)) {
        return Lineage.mixed(all);
      }
      List<Lineage.Column> columns = new ArrayList<>();
      for (JsonNode column : json.path("columns")) {
        columns.add(
            new Lineage.Column(
                column.path("position").asInt(),
                texts(column.path("path")),
                origins(column, origins),
                column.path("verbatim").asBoolean(false)));
      }
      return new Lineage(true, texts(json.path("names")), columns, all);
    } catch (JsonProcessingException | IndexOutOfBoundsException e) {
      return Lineage.UNKNOWN;
    }
  }

  private static Origins origins(JsonNode of, List<Origin> numbered) {
    List<Origin> from = new ArrayList<>();
    of.path("from").forEach(number -> from.add(numbered.get(number.asInt(-1))));
    return new Origins(from, of.path("known").asBoolean(false));
  }

  private static Origin origin(JsonNode o) {
    return new Origin(
        o.path("project").asText(""),
        o.path("dataset").asText(""),
        o.path("table").asText(""),
        o.path("path").asText(Origin.ALL),
        texts(o.path("policyTags")),
        o.path("tagsKnown").asBoolean(false));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText("")));
    return texts;
  }
}
