package dev.chaperone.proxy.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.sql.SqlRequest;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a job request's body says beside its SQL, read from one place whichever method it came by.
 */
final class JobShape {
  /** Of a connection: seen to below, or without a part in what runs. */
  private static final Set<String> KNOWN_PROPERTIES =
      Set.of("dataset_project_id", "query_label", "session_id", "time_zone");

  private final JsonNode configuration;
  private final JsonNode query;
  private final JsonNode reference;
  private final JobRequest request;
  private final String project;

  private JobShape(
      JobRequest request,
      JsonNode configuration,
      JsonNode query,
      JsonNode reference,
      String project) {
    this.request = request;
    this.configuration = configuration;
    this.query = query;
    this.reference = reference;
    this.project = project;
  }

  static JobShape of(JobRequest request, BigQueryCall call) {
    JsonNode body = request.body();
    boolean insert = call.method().is("jobs.insert");
    JsonNode configuration = insert ? body.path("configuration") : body;
    return new JobShape(
        request,
        configuration,
        insert ? configuration.path("query") : body,
        insert ? body.path("jobReference") : body,
        call.pathParameter("projectId"));
  }

  /** {@code query}, {@code load}, {@code copy} or {@code extract}; {@code ""} if none is named. */
  String type() {
    if (query.path("query").isTextual()) {
      return "query";
    }
    return List.of("load", "copy", "extract").stream()
        .filter(kind -> configuration.path(kind).isObject())
        .findFirst()
        .orElse("");
  }

  boolean isQuery() {
    return type().equals("query");
  }

  String location() {
    return reference.path("location").asText("");
  }

  String priority() {
    String said = query.path("priority").asText("");
    return said.isEmpty() ? "INTERACTIVE" : said;
  }

  /** What it writes its result to as {@code project.dataset.table} or addresses; "" if none. */
  String destination() {
    for (JsonNode part : List.of(query, configuration.path("load"), configuration.path("copy"))) {
      JsonNode table = part.path("destinationTable");
      if (table.isObject()) {
        return table.path("projectId").asText(project)
            + "."
            + table.path("datasetId").asText("")
            + "."
            + table.path("tableId").asText("");
      }
    }
    JsonNode uris = configuration.path("extract").path("destinationUris");
    return uris.isArray() ? uris.toString() : "";
  }

  /** Whether rows go to a table that the client names, which a SELECT alone does not tell. */
  boolean writesTable() {
    return query.path("destinationTable").isObject();
  }

  /** The table that it fills, as {@code project.dataset.table}. */
  Optional<String> destinationTable() {
    String named = destination();
    return named.startsWith("[") || named.isEmpty() ? Optional.empty() : Optional.of(named);
  }

  /** External tables that exist for this query only: their columns and places are not known. */
  boolean definesTables() {
    return !query.path("tableDefinitions").isMissingNode()
        || !query.path("userDefinedFunctionResources").isMissingNode();
  }

  /**
   * Whether it may run otherwise than its text says: by a property of its connection, as another,
   * or by a field that is not known here.
   */
  boolean runsOtherwise() {
    if (!KnownFields.areAll(configuration, query)) {
      return true;
    }
    for (JsonNode property : query.path("connectionProperties")) {
      if (!KNOWN_PROPERTIES.contains(property.path("key").asText(""))) {
        return true;
      }
    }
    return false;
  }

  /**
   * A digest of all it asks for beside its SQL, {@code ""} if that is nothing; {@code values} tells
   * if those of parameters count.
   */
  String beside(boolean values) {
    return Beside.digest(configuration, query, values);
  }

  long timeoutMs() {
    return query.path("timeoutMs").asLong(-1);
  }

  SqlRequest sql() {
    JsonNode dataset = query.path("defaultDataset");
    String named = dataset.path("datasetId").asText("");
    boolean session = query.path("createSession").asBoolean(false);
    String inProject = project;
    for (JsonNode property : query.path("connectionProperties")) {
      session |= property.path("key").asText("").equals("session_id");
      if (property.path("key").asText("").equals("dataset_project_id")) {
        inProject = property.path("value").asText(project);
      }
    }
    return new SqlRequest(
        request.sql(),
        request.legacySql(),
        Optional.of(named.isEmpty() ? inProject : dataset.path("projectId").asText(inProject)),
        named.isEmpty() ? Optional.empty() : Optional.of(named),
        session);
  }
}
