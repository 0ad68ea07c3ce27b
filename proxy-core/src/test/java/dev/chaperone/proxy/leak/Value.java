package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A cell's value, before it is known in which form a client wants its times. */
sealed interface Value {
  JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** How TIMESTAMPs are written. */
  enum Times {
    SECONDS,
    MICROS,
    ISO
  }

  /** Anything that is written as a text. */
  record Plain(String text) implements Value {}

  record Moment(long micros) implements Value {}

  record Fields(List<Value> values) implements Value {}

  record Items(List<Value> values) implements Value {}

  /** As it stands under {@code v}. */
  default JsonNode json(Times times) {
    return switch (this) {
      case Plain(String text) -> NODES.textNode(text);
      case Moment(long micros) -> NODES.textNode(moment(micros, times));
      case Fields(List<Value> values) -> row(values, times);
      case Items(List<Value> values) -> {
        ArrayNode array = NODES.arrayNode();
        values.forEach(v -> array.addObject().set("v", v.json(times)));
        yield array;
      }
    };
  }

  /** A row or struct. */
  static ObjectNode row(List<Value> values, Times times) {
    ObjectNode row = NODES.objectNode();
    ArrayNode cells = row.putArray("f");
    values.forEach(v -> cells.addObject().set("v", v.json(times)));
    return row;
  }

  static String moment(long micros, Times times) {
    return switch (times) {
      case MICROS -> Long.toString(micros);
      case SECONDS -> Double.toString(BigDecimal.valueOf(micros, 6).doubleValue());
      case ISO ->
          DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
              .withZone(ZoneOffset.UTC)
              .format(instant(micros));
    };
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), 1_000L * Math.floorMod(micros, 1_000_000L));
  }
}
