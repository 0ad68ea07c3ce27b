package dev.chaperone.proxy.answer;

import dev.chaperone.recordings.frame.JobKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the few values of an answer that recordings and ownership need, by their dotted path. */
final class AnswerCollector {
  private static final int MAX_TEXT = 4096;

  private static final Set<String> WANTED =
      Set.of(
          "projectId",
          "jobId",
          "location",
          "datasetId",
          "tableId",
          "totalRows",
          "totalBytesProcessed",
          "totalBytesBilled",
          "cacheHit",
          "statementType",
          "parentJobId",
          "reason",
          "message",
          "kind");

  private final Map<String, String> values = new HashMap<>();

  boolean wants(String field) {
    return WANTED.contains(field);
  }

  void value(String path, String text) {
    // The first of repeated values: errors[0] says what the others elaborate.
    values.putIfAbsent(path, text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
  }

  AnswerFacts facts(long rows) {
    return new AnswerFacts(
        job(),
        get("statistics.parentJobId"),
        destination(),
        carriesRows(rows) ? rows : -1,
        number("totalRows"),
        number(
            "totalBytesProcessed",
            "statistics.query.totalBytesProcessed",
            "statistics.totalBytesProcessed"),
        number("totalBytesBilled", "statistics.query.totalBytesBilled"),
        first("cacheHit", "statistics.query.cacheHit"),
        first("statementType", "statistics.query.statementType"),
        first("error.errors.reason", "status.errorResult.reason", "errors.reason"),
        first("error.message", "status.errorResult.message", "errors.message"));
  }

  private boolean carriesRows(long rows) {
    return rows > 0
        || switch (get("kind")) {
          case "bigquery#queryResponse",
              "bigquery#getQueryResultsResponse",
              "bigquery#tableDataList" ->
              true;
          default -> false;
        };
  }

  private Optional<JobKey> job() {
    // jobs.cancel answers {"job": {…}}.
    for (String prefix : new String[] {"jobReference.", "job.jobReference."}) {
      String project = get(prefix + "projectId");
      String id = get(prefix + "jobId");
      if (!project.isEmpty() && !id.isEmpty()) {
        return Optional.of(new JobKey(project, get(prefix + "location"), id));
      }
    }
    return Optional.empty();
  }

  private Optional<AnswerFacts.TableName> destination() {
    String prefix = "configuration.query.destinationTable.";
    String project = get(prefix + "projectId");
    String dataset = get(prefix + "datasetId");
    String table = get(prefix + "tableId");
    return project.isEmpty() || dataset.isEmpty() || table.isEmpty()
        ? Optional.empty()
        : Optional.of(new AnswerFacts.TableName(project, dataset, table));
  }

  private String get(String path) {
    return values.getOrDefault(path, "");
  }

  private String first(String... paths) {
    for (String path : paths) {
      if (values.containsKey(path)) {
        return get(path);
      }
    }
    return "";
  }

  private long number(String... paths) {
    String text = first(paths);
    try {
      return text.isEmpty() ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
