package dev.chaperone.proxy.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.job.CanonicalJson;
import java.util.Map;
import java.util.Set;

/**
 * Says what a query's request asks for beside its SQL, so that a request for more is not taken for
 * one alike: where its rows go, what names mean, as whom it runs. What is not known here counts.
 */
final class Beside {
  /** Say how the job is run or answered, not what it does; the cap is the grant's own. */
  private static final Set<String> NO_PART =
      Set.of(
          "dryRun",
          "formatOptions",
          "jobCreationMode",
          "jobTimeoutMs",
          "jobType",
          "kind",
          "labels",
          "location",
          "maxResults",
          "maximumBytesBilled",
          "preserveNulls",
          "priority",
          "query",
          "queryResultsFormat",
          "requestId",
          "timeoutMs",
          "useLegacySql",
          "useQueryCache");

  private Beside() {}

  /**
   * The same whichever method the query comes by; {@code ""} if it asks for nothing beside.
   *
   * @param configuration of {@code jobs.insert}, or the body of {@code jobs.query}
   * @param query the part with the SQL, the same object for {@code jobs.query}
   * @param values whether the values of parameters count
   */
  static String digest(JsonNode configuration, JsonNode query, boolean values) {
    ObjectNode counted = JsonNodeFactory.instance.objectNode();
    add(counted, configuration, values);
    add(counted, query, values);
    return counted.isEmpty() ? "" : CanonicalJson.digest(counted);
  }

  private static void add(ObjectNode counted, JsonNode from, boolean values) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      String name = field.getKey();
      if (name.equals("queryParameters") && !values) {
        counted.set(name, withoutValues(field.getValue()));
      } else if (!NO_PART.contains(name) && !isDefault(name, field.getValue())) {
        counted.set(name, field.getValue());
      }
    }
  }

  /** Clients send these or leave them out. */
  private static boolean isDefault(String name, JsonNode value) {
    return value.isNull()
        || value.isContainerNode() && value.isEmpty()
        || name.equals("createSession") && value.isBoolean() && !value.booleanValue();
  }

  private static JsonNode withoutValues(JsonNode parameters) {
    JsonNode copy = parameters.deepCopy();
    for (JsonNode parameter : copy) {
      if (parameter instanceof ObjectNode one) {
        one.remove("parameterValue");
      }
    }
    return copy;
  }
}
