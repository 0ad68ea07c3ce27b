package dev.chaperone.proxy.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.proxy.stage.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses job bodies that BigQuery could read otherwise than the gateway does. Parsers of protocol
 * buffers' JSON take a field by its other name as well ({@code source_table} for {@code
 * sourceTable}); what the gateway overlooks must not be what BigQuery runs.
 */
final class JobSpelling {
  /** Their fields are named by the client. */
  private static final Set<String> FREE =
      Set.of("labels", "queryParameters", "tableDefinitions", "systemVariables");

  private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,99}");

  /** Read as yes or no: of 1 or "TRUE" nobody knows what BigQuery makes. */
  private static final Set<String> FLAGS = Set.of("createSession", "dryRun", "useLegacySql");

  /** What a job does; it does one of them. */
  private static final List<String> WORK = List.of("copy", "extract", "load", "query");

  /** Every field the gateway reads, by its name in lower case. */
  private static final Map<String, String> READ =
      Stream.of(
              "configuration",
              "connectionProperties",
              "copy",
              "createSession",
              "datasetId",
              "defaultDataset",
              "destinationTable",
              "destinationUris",
              "dryRun",
              "extract",
              "jobId",
              "jobReference",
              "labels",
              "load",
              "location",
              "maximumBytesBilled",
              "priority",
              "projectId",
              "query",
              "queryParameters",
              "requestId",
              "sourceTable",
              "sourceTables",
              "systemVariables",
              "tableDefinitions",
              "tableId",
              "timeoutMs",
              "useLegacySql",
              "userDefinedFunctionResources")
          .collect(
              Collectors.toUnmodifiableMap(n -> n.toLowerCase(Locale.ROOT), Function.identity()));

  // Both become part of every frame's header, so they must be no longer than BigQuery has them.
  private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9_-]{0,1024}");
  private static final Pattern LOCATION = Pattern.compile("[A-Za-z0-9_-]{0,64}");

  private JobSpelling() {}

  /**
   * Checks the names of all fields that BigQuery gives a meaning to.
   *
   * @throws Refusal 400 at the first one that is not spelled as in BigQuery's reference
   */
  static void check(JsonNode node) {
    node.properties()
        .forEach(
            field -> {
              checkName(field.getKey());
              checkFlag(field.getKey(), field.getValue());
            });
    fields(node).forEach(JobSpelling::check);
  }

  /**
   * Checks that a job has one thing to do.
   *
   * @throws Refusal 400 if it has more: BigQuery might do the one that was not looked at
   */
  static void checkWork(JsonNode configuration) {
    if (WORK.stream().filter(configuration::hasNonNull).count() > 1) {
      throw Refusal.badRequest(
          "job-type", "A job's configuration has one of query, load, copy and extract, not more.");
    }
  }

  /** The elements, or the fields with a meaning to BigQuery. */
  static List<JsonNode> fields(JsonNode node) {
    List<JsonNode> children = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(children::add);
    }
    node.fields()
        .forEachRemaining(
            field -> {
              if (!FREE.contains(field.getKey())) {
                children.add(field.getValue());
              }
            });
    return children;
  }

  static void checkJobId(String id) {
    if (!JOB_ID.matcher(id).matches()) {
      throw Refusal.badRequest(
          "job-id",
          "A job id has letters, digits, underscores and dashes, and at most 1,024 of them.");
    }
  }

  static void checkLocation(String location) {
    if (!LOCATION.matcher(location).matches()) {
      throw Refusal.badRequest("location", "The location is not the name of a BigQuery location.");
    }
  }

  private static void checkFlag(String name, JsonNode value) {
    if (FLAGS.contains(name) && !value.isBoolean() && !value.isNull()) {
      throw Refusal.badRequest("field-type", "Write " + name + " as true or false.");
    }
    if (name.equals("connectionProperties") && !value.isArray() && !value.isNull()) {
      throw Refusal.badRequest("field-type", "Write " + name + " as a list.");
    }
  }

  private static void checkName(String name) {
    boolean plain = FIELD.matcher(name).matches();
    if (!plain || !READ.getOrDefault(name.toLowerCase(Locale.ROOT), name).equals(name)) {
      throw Refusal.badRequest(
          "field-spelling",
          "The request has a field that is not spelled as in BigQuery's reference"
              + (name.length() <= 100 && name.chars().allMatch(c -> c > ' ' && c < 0x7f)
                  ? ": '" + name + "'. "
                  : ". ")
              + "Write it in lowerCamelCase.");
    }
  }
}
