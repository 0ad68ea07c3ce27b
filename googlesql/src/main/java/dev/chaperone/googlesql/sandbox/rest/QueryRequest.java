package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.googlesql.sandbox.engine.Destination;
import dev.chaperone.googlesql.sandbox.engine.Query;
import dev.chaperone.googlesql.sandbox.engine.TableId;
import dev.chaperone.googlesql.sandbox.shop.SampleShop;
import java.util.List;
import java.util.Optional;

/** What a client asks to be run, from jobs.query or from a job configuration. */
record QueryRequest(
    Query query,
    Optional<Destination> destination,
    boolean legacy,
    Optional<Long> maximumBytesBilled) {
  private static final List<String> KEPT =
      List.of(
          "query",
          "defaultDataset",
          "parameterMode",
          "queryParameters",
          "maximumBytesBilled",
          "connectionProperties");

  /** Both forms spell these fields alike. */
  static QueryRequest read(JsonNode request) throws ApiException {
    String sql = request.path("query").asText("");
    if (sql.isBlank()) {
      throw ApiException.required("query");
    }
    if (request.path("createSession").asBoolean(false)) {
      throw ApiException.notImplemented("sessions.");
    }
    boolean legacy = request.path("useLegacySql").asBoolean(true);
    String firstLine = sql.stripLeading().lines().findFirst().orElse("");
    if (firstLine.strip().equalsIgnoreCase("#standardSQL")) {
      legacy = false;
    } else if (firstLine.strip().equalsIgnoreCase("#legacySQL")) {
      legacy = true;
    }
    List<Query.Parameter> parameters = QueryParameters.read(request.path("queryParameters"));
    boolean positional =
        !parameters.isEmpty()
            && (request.path("parameterMode").asText("").equalsIgnoreCase("POSITIONAL")
                || parameters.getFirst().name().isEmpty());
    Query query =
        new Query(
            sql,
            Optional.ofNullable(request.path("defaultDataset").get("datasetId"))
                .map(JsonNode::asText),
            positional,
            parameters);
    return new QueryRequest(
        query, destination(request), legacy, cap(request.path("maximumBytesBilled")));
  }

  /** None for the hidden tables that results lie in anyway. */
  private static Optional<Destination> destination(JsonNode request) throws ApiException {
    JsonNode table = request.path("destinationTable");
    String dataset = table.path("datasetId").asText("");
    if (dataset.startsWith("_") || !request.hasNonNull("destinationTable")) {
      return Optional.empty();
    }
    String project = table.path("projectId").asText(SampleShop.PROJECT);
    if (!project.equals(SampleShop.PROJECT)) {
      throw ApiException.notFound("Dataset %s:%s".formatted(project, dataset));
    }
    String name = table.path("tableId").asText("");
    if (dataset.isEmpty() || name.isEmpty()) {
      throw ApiException.required("destinationTable.datasetId and tableId");
    }
    String disposition = request.path("writeDisposition").asText("WRITE_EMPTY");
    String creation = request.path("createDisposition").asText("CREATE_IF_NEEDED");
    return Optional.of(
        new Destination(
            new TableId(dataset, name),
            switch (disposition) {
              case "WRITE_EMPTY" -> Destination.Disposition.EMPTY;
              case "WRITE_APPEND" -> Destination.Disposition.APPEND;
              case "WRITE_TRUNCATE" -> Destination.Disposition.TRUNCATE;
              default ->
                  throw ApiException.invalid("Invalid value for writeDisposition: " + disposition);
            },
            switch (creation) {
              case "CREATE_IF_NEEDED" -> true;
              case "CREATE_NEVER" -> false;
              default ->
                  throw ApiException.invalid("Invalid value for createDisposition: " + creation);
            }));
  }

  private static Optional<Long> cap(JsonNode cap) throws ApiException {
    if (cap.isMissingNode() || cap.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(cap.asText()));
    } catch (NumberFormatException e) {
      throw ApiException.invalid("Invalid value for maximumBytesBilled: " + cap.asText());
    }
  }

  /** The job configuration a jobs.query request amounts to. */
  static ObjectNode configuration(JsonNode request) {
    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
    ObjectNode query = configuration.putObject("query");
    for (String field : KEPT) {
      if (request.hasNonNull(field)) {
        query.set(field, request.get(field));
      }
    }
    query.put("useLegacySql", request.path("useLegacySql").asBoolean(true));
    if (request.hasNonNull("labels")) {
      configuration.set("labels", request.get("labels"));
    }
    return configuration;
  }
}
