package dev.chaperone.proxy.approval.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.stage.Refusal;
import dev.chaperone.recordings.frame.JobKey;
import java.util.Map;
import java.util.Set;

/**
 * The job that a held {@code jobs.insert} or {@code jobs.query} asks for, in the one form in which
 * it can be submitted later: a Job resource for {@code jobs.insert}, under a job id that is known.
 */
public final class JobResource {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Fields of a QueryRequest that stand in configuration.query under the same name. */
  static final Set<String> TO_QUERY =
      Set.of(
          "connectionProperties",
          "continuous",
          "createSession",
          "defaultDataset",
          "destinationEncryptionConfiguration",
          "maximumBytesBilled",
          "parameterMode",
          "preserveNulls",
          "query",
          "queryParameters",
          "useLegacySql",
          "useQueryCache",
          "writeIncrementalResults");

  /** Fields of a QueryRequest that stand in configuration under the same name. */
  static final Set<String> TO_CONFIGURATION =
      Set.of("dryRun", "jobTimeoutMs", "labels", "maxSlots", "reservation");

  /** Fields of a QueryRequest that say how the answer is given, not what is run. */
  static final Set<String> ANSWER_ONLY =
      Set.of(
          "formatOptions",
          "jobCreationMode",
          "kind",
          "location",
          "maxResults",
          // Google's Java library sends it although no discovery document has it yet.
          "queryResultsFormat",
          "requestId",
          "timeoutMs");

  private static final Set<String> INSERT = Set.of("configuration", "jobReference");

  private JobResource() {}

  /** Whether a field of a QueryRequest is one that {@link #ofQuery} takes. */
  public static boolean isKnownOfQuery(String field) {
    return TO_QUERY.contains(field)
        || TO_CONFIGURATION.contains(field)
        || ANSWER_ONLY.contains(field);
  }

  /**
   * The job of a {@code jobs.query}.
   *
   * @param key the id it will have, and where it will run if that is known
   * @throws Refusal if a field is not known: what it means for a job cannot be told
   */
  public static ObjectNode ofQuery(ObjectNode body, JobKey key) {
    ObjectNode job = withReference(key);
    ObjectNode configuration = job.putObject("configuration");
    ObjectNode query = configuration.putObject("query");
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (TO_QUERY.contains(field.getKey())) {
        query.set(field.getKey(), field.getValue().deepCopy());
      } else if (TO_CONFIGURATION.contains(field.getKey())) {
        configuration.set(field.getKey(), field.getValue().deepCopy());
      } else if (!ANSWER_ONLY.contains(field.getKey())) {
        throw Refusal.denied(
            "hold-unknown-field",
            "Access Denied: this query has to wait for a decision, but Chaperone does not know its"
                + " field "
                + (field.getKey().length() <= 100 ? field.getKey() : "")
                + " and so cannot run it later as it is. Leave the field out.");
      }
    }
    asText(query, "maximumBytesBilled");
    asText(configuration, "jobTimeoutMs");
    return job;
  }

  /** The job of a {@code jobs.insert}; fields that only upstream writes are left out. */
  public static ObjectNode ofInsert(ObjectNode body, JobKey key) {
    ObjectNode job = withReference(key);
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (INSERT.contains(field.getKey()) && !field.getKey().equals("jobReference")) {
        job.set(field.getKey(), field.getValue().deepCopy());
      }
    }
    return job;
  }

  private static ObjectNode withReference(JobKey key) {
    ObjectNode job = JSON.createObjectNode();
    job.set("jobReference", reference(key));
    return job;
  }

  /** A jobReference; without a location while it is not known. */
  public static ObjectNode reference(JobKey key) {
    ObjectNode reference =
        JSON.createObjectNode().put("projectId", key.project()).put("jobId", key.jobId());
    if (key.hasLocation()) {
      reference.put("location", key.location());
    }
    return reference;
  }

  /** The client's own maximumBytesBilled, -1 if it set none. */
  public static long clientCap(ObjectNode job) {
    String cap = job.path("configuration").path("query").path("maximumBytesBilled").asText("");
    try {
      return cap.isEmpty() ? -1 : Math.max(-1, Long.parseLong(cap));
    } catch (NumberFormatException e) {
      return 0; // BigQuery would refuse it: so does the cap
    }
  }

  /** A resource as it stands in a hold's first frame. */
  public static ObjectNode parse(String resource) {
    try {
      if (JSON.readTree(resource) instanceof ObjectNode job) {
        return job;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a held job is JSON", e);
    }
    throw new IllegalArgumentException("a held job is a JSON object");
  }

  private static void asText(ObjectNode of, String name) {
    if (of.path(name).isNumber()) {
      of.put(name, of.path(name).asText());
    }
  }
}
