package dev.chaperone.proxy.approval.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import java.util.Map;
import java.util.TreeMap;

/** Digests of JSON that do not depend on the order of fields. */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** SHA-256 in hex of the value with its fields sorted. */
  public static String digest(JsonNode value) {
    return Digest.sha256(Blob.utf8(sorted(value).toString()).toArray()).hex();
  }

  private static JsonNode sorted(JsonNode value) {
    if (value.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      value.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.setAll(fields);
      return object;
    }
    if (value.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> array.add(sorted(element)));
      return array;
    }
    return value;
  }
}
