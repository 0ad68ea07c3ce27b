package dev.chaperone.recordings.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.recordings.frame.HoldGrounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a decision was shown, as JSON. These names are on disk: never rename one. */
final class GroundsJson {
  private GroundsJson() {}

  static void write(JsonGenerator json, HoldGrounds g) throws IOException {
    json.writeObjectFieldStart("grounds");
    json.writeStringField("model", g.model());
    json.writeStringField("purpose", g.purpose());
    json.writeStringField("client", g.client());
    texts(json, "findings", g.findings());
    texts(json, "reads", g.reads());
    texts(json, "writes", g.writes());
    texts(json, "sensitive", g.sensitive());
    texts(json, "risks", g.risks());
    texts(json, "partitions", g.partitions());
    texts(json, "unknown", g.unknown());
    json.writeStringField("usd", g.usd());
    json.writeStringField("accuracy", g.accuracy());
    json.writeStringField("suggestion", g.suggestion());
    json.writeEndObject();
  }

  static HoldGrounds read(JsonNode j) {
    return new HoldGrounds(
        text(j, "model"),
        text(j, "purpose"),
        text(j, "client"),
        texts(j, "findings"),
        texts(j, "reads"),
        texts(j, "writes"),
        texts(j, "sensitive"),
        texts(j, "risks"),
        texts(j, "partitions"),
        texts(j, "unknown"),
        text(j, "usd"),
        text(j, "accuracy"),
        text(j, "suggestion"));
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static String text(JsonNode j, String name) {
    return j.path(name).asText("");
  }

  private static List<String> texts(JsonNode j, String name) {
    List<String> texts = new ArrayList<>();
    j.path(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
