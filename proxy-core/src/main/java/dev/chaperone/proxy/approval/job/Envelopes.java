package dev.chaperone.proxy.approval.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.ByteCap;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.TableState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Makes envelopes of jobs, and tells two of them apart (P5). */
public final class Envelopes {
  private Envelopes() {}

  /**
   * The envelope of a job.
   *
   * @param job as {@link JobResource} made it
   * @param sqlDigest of the normalised SQL, {@code ""} if it was not understood
   * @param fingerprint of its shape, {@code ""} if it was not understood
   * @param bytes the estimate, -1 if unknown or hidden
   */
  public static Envelope of(
      ObjectNode job,
      String sqlDigest,
      String fingerprint,
      List<TableState> tables,
      long bytes,
      Instant expires) {
    JsonNode configuration = job.path("configuration");
    JsonNode query = configuration.path("query");
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    parameters.set("mode", query.path("parameterMode").deepCopy());
    parameters.set("parameters", query.path("queryParameters").deepCopy());
    return new Envelope(
        sqlDigest,
        fingerprint,
        CanonicalJson.digest(parameters),
        CanonicalJson.digest(configuration),
        destination(configuration),
        job.path("jobReference").path("location").asText(""),
        tables,
        bytes,
        expires);
  }

  private static String destination(JsonNode configuration) {
    for (String kind : List.of("query", "load", "copy")) {
      JsonNode table = configuration.path(kind).path("destinationTable");
      if (table.isObject()) {
        return table.path("projectId").asText("")
            + "."
            + table.path("datasetId").asText("")
            + "."
            + table.path("tableId").asText("");
      }
    }
    JsonNode uris = configuration.path("extract").path("destinationUris");
    return uris.isArray() ? uris.toString() : "";
  }

  /**
   * What differs from what was approved, a line each for people; empty if it may run. An estimate
   * may move as far as the cap that follows from it.
   */
  public static List<String> drift(Envelope approved, Envelope now) {
    List<String> drift = new ArrayList<>();
    differs(drift, "the SQL", approved.sqlDigest(), now.sqlDigest());
    differs(drift, "the parameters", approved.parametersDigest(), now.parametersDigest());
    differs(
        drift,
        "the job's configuration",
        approved.configurationDigest(),
        now.configurationDigest());
    if (!approved.destination().equals(now.destination())) {
      drift.add(
          "the destination: was "
              + shown(approved.destination())
              + ", is "
              + shown(now.destination()));
    }
    if (!approved.location().isEmpty() && !approved.location().equalsIgnoreCase(now.location())) {
      drift.add("the location: was " + approved.location() + ", is " + shown(now.location()));
    }
    tables(drift, approved.tables(), now.tables());
    OptionalLong most =
        ByteCap.of(-1, approved.bytes(), OptionalLong.empty(), approved.tables().size());
    if (approved.bytes() >= 0 && now.bytes() < 0) {
      drift.add("the estimate: was " + approved.bytes() + " bytes, is not known");
    } else if (most.isPresent() && now.bytes() > most.getAsLong()) {
      drift.add("the estimate: was " + approved.bytes() + " bytes, is " + now.bytes() + " bytes");
    }
    return drift;
  }

  private static void tables(List<String> drift, List<TableState> approved, List<TableState> now) {
    Map<String, TableState> left = new LinkedHashMap<>();
    now.forEach(table -> left.put(table.table(), table));
    for (TableState was : approved) {
      TableState is = left.remove(was.table());
      if (is == null) {
        drift.add("table " + was.table() + ": is not read any more");
        continue;
      }
      differs(drift, "table " + was.table() + ": its type", was.type(), is.type());
      differs(
          drift, "table " + was.table() + ": its schema", was.schemaDigest(), is.schemaDigest());
      differs(
          drift,
          "table " + was.table() + ": its view definition",
          was.viewDigest(),
          is.viewDigest());
      differs(
          drift,
          "table " + was.table() + ": its row access policies",
          was.rowAccess(),
          is.rowAccess());
    }
    left.keySet().forEach(table -> drift.add("table " + table + ": was not read before"));
  }

  private static void differs(List<String> drift, String what, String was, String is) {
    if (!was.equals(is)) {
      drift.add(what + " changed");
    }
  }

  private static String shown(String text) {
    return text.isEmpty() ? "none" : text;
  }
}
