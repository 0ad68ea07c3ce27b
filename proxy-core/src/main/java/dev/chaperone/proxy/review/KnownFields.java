package dev.chaperone.proxy.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.proxy.approval.job.JobResource;
import java.util.Set;

/**
 * Tells whether a query's request says anything that nobody here knows the meaning of. Names are
 * those of BigQuery's discovery document and of what clients send beyond it.
 */
final class KnownFields {
  private static final Set<String> CONFIGURATION =
      Set.of("dryRun", "jobTimeoutMs", "jobType", "labels", "maxSlots", "query", "reservation");

  private static final Set<String> QUERY =
      Set.of(
          "allowLargeResults",
          "clustering",
          "connectionProperties",
          "continuous",
          "createDisposition",
          "createSession",
          "defaultDataset",
          "destinationEncryptionConfiguration",
          "destinationTable",
          "flattenResults",
          "maximumBillingTier",
          "maximumBytesBilled",
          "parameterMode",
          "preserveNulls",
          "priority",
          "query",
          "queryParameters",
          "rangePartitioning",
          "schemaUpdateOptions",
          "scriptOptions",
          "systemVariables",
          "tableDefinitions",
          "timePartitioning",
          "useLegacySql",
          "useQueryCache",
          "userDefinedFunctionResources",
          "writeDisposition",
          "writeIncrementalResults");

  private KnownFields() {}

  /**
   * @param configuration of {@code jobs.insert}, or the body of {@code jobs.query}
   * @param query the part with the SQL, the same object for {@code jobs.query}
   */
  static boolean areAll(JsonNode configuration, JsonNode query) {
    if (configuration == query) {
      return configuration.properties().stream()
          .allMatch(field -> JobResource.isKnownOfQuery(field.getKey()));
    }
    return configuration.properties().stream().allMatch(f -> CONFIGURATION.contains(f.getKey()))
        && query.properties().stream().allMatch(f -> QUERY.contains(f.getKey()));
  }
}
