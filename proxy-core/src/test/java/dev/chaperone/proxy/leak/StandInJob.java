package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A job of the stand-in warehouse and its result, as BigQuery tells of them. */
final class StandInJob {
  private static final Pattern SCRIPT =
      Pattern.compile(
          "(?is)^\\s*(declare|begin\\b|if\\b|loop|while|for\\b|repeat|case\\b).*|.*;\\s*\\S.*");

  final String project;
  final String id;
  final ObjectNode configuration;
  final Told told;

  /** What is wrong, in BigQuery's words, with canaries in them; "" if nothing is. */
  final String message;

  final Selection result;
  final String parent;
  private int unfinished;

  /**
   * @param unfinished how often it is asked for before it is done
   */
  StandInJob(
      String project,
      String id,
      ObjectNode configuration,
      Told told,
      String message,
      Selection result,
      String parent,
      int unfinished) {
    this.project = project;
    this.id = id;
    this.configuration = configuration;
    this.told = told;
    this.message = message;
    this.result = result;
    this.parent = parent;
    this.unfinished = unfinished;
  }

  String sql() {
    return configuration.at("/query/query").asText("");
  }

  /** Dataset and table its result is kept in. */
  String[] destination() {
    String dataset = configuration.at("/query/destinationTable/datasetId").asText("");
    return dataset.isEmpty()
        ? new String[] {"_anon", "anon_" + id.replace('-', '_')}
        : new String[] {dataset, configuration.at("/query/destinationTable/tableId").asText("")};
  }

  /** Whether it is done now; asking brings it forward. */
  synchronized boolean isDone() {
    return unfinished-- <= 0;
  }

  Optional<Told.Failure> failure() {
    return told instanceof Told.Failure failure ? Optional.of(failure) : Optional.empty();
  }

  ObjectNode reference() {
    return Corpus.JSON
        .createObjectNode()
        .put("projectId", project)
        .put("jobId", id)
        .put("location", "US");
  }

  /** As jobs.get has it. */
  ObjectNode resource(boolean done, List<String> tables) {
    ObjectNode job =
        Corpus.JSON
            .createObjectNode()
            .put("kind", "bigquery#job")
            .put("id", project + ":US." + id)
            .put("etag", "j-" + id)
            .put("user_email", "gateway@demo.example");
    job.set("jobReference", reference());
    ObjectNode shown = configuration.deepCopy();
    if (shown.path("query") instanceof ObjectNode query) {
      query
          .putObject("destinationTable")
          .put("projectId", "demo")
          .put("datasetId", destination()[0])
          .put("tableId", destination()[1]);
      query.put("writeDisposition", "WRITE_TRUNCATE").put("priority", "INTERACTIVE");
      shown.put("jobType", "QUERY");
    }
    job.set("configuration", shown);
    ObjectNode status = job.putObject("status").put("state", done ? "DONE" : "RUNNING");
    if (done && !message.isEmpty()) {
      errors(status.withArray("errors"));
      failure()
          .ifPresent(
              f ->
                  status
                      .putObject("errorResult")
                      .put("reason", f.reason())
                      .put("location", "query")
                      .put("message", message));
    }
    job.set("statistics", statistics(tables));
    if (!parent.isEmpty()) {
      job.withObjectProperty("statistics").put("parentJobId", parent);
    }
    return job;
  }

  private ObjectNode statistics(List<String> tables) {
    ObjectNode statistics =
        Corpus.JSON
            .createObjectNode()
            .put("creationTime", "1790000000000")
            .put("startTime", "1790000000100")
            .put("endTime", "1790000000900")
            .put("totalBytesProcessed", "300");
    if (configuration.has("query")) {
      ObjectNode query =
          statistics
              .putObject("query")
              .put("statementType", statementType(sql()))
              .put("totalBytesProcessed", "300")
              .put("totalBytesBilled", "10485760")
              .put("totalBytesProcessedAccuracy", "PRECISE");
      ArrayNode referenced = query.putArray("referencedTables");
      for (String table : tables) {
        String[] parts = table.split("\\.", 2);
        referenced
            .addObject()
            .put("projectId", "demo")
            .put("datasetId", parts[0])
            .put("tableId", parts[1]);
      }
    }
    return statistics;
  }

  void errors(ArrayNode errors) {
    String reason = failure().map(Told.Failure::reason).orElse("invalid");
    errors.addObject().put("reason", reason).put("location", "query").put("message", message);
  }

  /** The schema of the result, for dry runs and answers. */
  ObjectNode schema() {
    ObjectNode schema = Corpus.JSON.createObjectNode();
    ArrayNode fields = schema.putArray("fields");
    result.columns().forEach(column -> column.schema(fields));
    return schema;
  }

  static String statementType(String sql) {
    String text = sql.replaceAll("(?s)/\\*.*?\\*/|(--|#)[^\n]*\n?", " ").strip();
    String[] words = text.toUpperCase(Locale.ROOT).split("[\\s(]+", 5);
    if (SCRIPT.matcher(text).matches()) {
      return "SCRIPT";
    }
    return switch (words[0]) {
      case "INSERT", "UPDATE", "DELETE", "MERGE", "CALL" -> words[0];
      case "EXPORT", "LOAD" -> words[0] + "_DATA";
      case "CREATE" -> created(text.toUpperCase(Locale.ROOT));
      case "ALTER" -> "ALTER_TABLE";
      default -> "SELECT";
    };
  }

  private static String created(String text) {
    for (String kind :
        List.of("MATERIALIZED VIEW", "SNAPSHOT TABLE", "EXTERNAL TABLE", "TABLE FUNCTION")) {
      if (text.contains(kind)) {
        return "CREATE_" + kind.replace(' ', '_');
      }
    }
    for (String kind : List.of("VIEW", "MODEL", "PROCEDURE", "FUNCTION")) {
      if (text.matches("(?s)CREATE (OR REPLACE )?(TEMP )?" + kind + ".*")) {
        return "CREATE_" + kind;
      }
    }
    return text.contains(" AS ") ? "CREATE_TABLE_AS_SELECT" : "CREATE_TABLE";
  }
}
