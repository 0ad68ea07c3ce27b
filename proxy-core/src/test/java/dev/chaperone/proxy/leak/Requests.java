package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the bodies of the requests by which a statement is sent. */
final class Requests {
  private Requests() {}

  /** For jobs.query. */
  static String query(Way way, Step step, String sql, String session) {
    ObjectNode body = statement(way, sql, session);
    body.put("timeoutMs", 5);
    if (way.has("pages")) {
      body.put("maxResults", 1);
    }
    if (way.has("iso")) {
      body.putObject("formatOptions").put("timestampOutputFormat", "ISO8601_STRING");
    } else if (way.has("int64")) {
      body.putObject("formatOptions").put("useInt64Timestamp", true);
    }
    body.setAll(step.extra());
    return body.toString();
  }

  /** For jobs.insert. */
  static String insert(Way way, Step step, String sql, String session, String id) {
    ObjectNode body = Corpus.JSON.createObjectNode();
    body.putObject("jobReference").put("projectId", "demo").put("jobId", id).put("location", "US");
    ObjectNode configuration = body.putObject("configuration");
    ObjectNode query = statement(way, sql, session);
    query.setAll(step.extra());
    configuration.set("query", query);
    if (way.has("dry")) {
      configuration.put("dryRun", true);
    }
    way.value("dest")
        .filter(to -> isResult(step))
        .ifPresent(
            to ->
                query
                    .putObject("destinationTable")
                    .put("projectId", "demo")
                    .put("datasetId", to.substring(0, to.indexOf('.')))
                    .put("tableId", to.substring(to.indexOf('.') + 1)));
    return body.toString();
  }

  /** Only the first statement of a road goes to the named table. */
  private static boolean isResult(Step step) {
    return !step.text().contains("FROM shop.d17");
  }

  private static ObjectNode statement(Way way, String sql, String session) {
    ObjectNode body =
        Corpus.JSON.createObjectNode().put("query", sql).put("useLegacySql", way.has("legacy"));
    way.value("dataset")
        .ifPresent(
            d -> body.putObject("defaultDataset").put("projectId", "demo").put("datasetId", d));
    if (way.has("session") && session.isEmpty()) {
      body.put("createSession", true);
    } else if (way.has("session")) {
      body.putArray("connectionProperties")
          .addObject()
          .put("key", "session_id")
          .put("value", session);
    }
    return body;
  }
}
