package dev.chaperone.proxy.surface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes an upstream's discovery document lead to the gateway only. */
final class RewrittenDiscovery {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?:https?:)?//[^/?#]*", Pattern.CASE_INSENSITIVE);

  /** Identifiers and reading matter, never addresses a client calls. */
  private static final Set<String> LEFT_ALONE =
      Set.of("auth", "scopes", "icons", "description", "documentationLink", "enumDescriptions");

  private static final List<String> REMOVED = List.of("batchPath", "etag");

  private RewrittenDiscovery() {}

  static byte[] write(byte[] upstreamDocument, URI gateway) {
    try {
      if (!(JSON.readTree(upstreamDocument) instanceof ObjectNode document)
          || !"bigquery".equals(document.path("name").textValue())
          || !"v2".equals(document.path("version").textValue())
          || !document.path("resources").isObject()) {
        throw new IllegalArgumentException("the upstream's answer is not BigQuery v2's document");
      }
      String base = GoogleHosts.base(gateway);
      document.remove(REMOVED);
      rewrite(document, base);
      document.put("rootUrl", base + "/");
      document.put("servicePath", "bigquery/v2/");
      document.put("basePath", "/bigquery/v2/");
      document.put("baseUrl", base + "/bigquery/v2/");
      return JSON.writeValueAsBytes(document);
    } catch (IOException e) {
      throw new IllegalArgumentException("the upstream's discovery document is not JSON", e);
    }
  }

  private static void rewrite(JsonNode node, String base) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(
                  field -> {
                    if (!LEFT_ALONE.contains(field.getKey())) {
                      field.setValue(rewritten(field.getValue(), base));
                    }
                  });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, rewritten(array.get(i), base));
        }
      }
      default -> {}
    }
  }

  private static JsonNode rewritten(JsonNode value, String base) {
    if (value.isTextual()) {
      var origin = ABSOLUTE.matcher(value.textValue());
      return origin.lookingAt()
          ? TextNode.valueOf(base + value.textValue().substring(origin.end()))
          : value;
    }
    rewrite(value, base);
    return value;
  }
}
