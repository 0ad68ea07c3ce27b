package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chaperone.googlesql.sandbox.engine.Dataset;
import dev.chaperone.googlesql.sandbox.engine.Warehouse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The methods of bigquery.projects and bigquery.datasets that read. */
final class CatalogApi {
  private final Supplier<Warehouse> current;

  CatalogApi(Supplier<Warehouse> current) {
    this.current = current;
  }

  void projects(HttpCall call) throws IOException, ApiException {
    Warehouse warehouse = current.get();
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#projectList");
          json.writeStringField("etag", JobWriter.etag(warehouse.project()));
          json.writeArrayFieldStart("projects");
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#project");
          json.writeStringField("id", warehouse.project());
          json.writeStringField("numericId", "1");
          json.writeObjectFieldStart("projectReference");
          json.writeStringField("projectId", warehouse.project());
          json.writeEndObject();
          json.writeStringField("friendlyName", "Chaperone sandbox");
          json.writeEndObject();
          json.writeEndArray();
          json.writeNumberField("totalItems", 1);
          json.writeEndObject();
        });
  }

  void serviceAccount(HttpCall call) throws IOException, ApiException {
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#getServiceAccountResponse");
          json.writeStringField("email", JobWriter.USER);
          json.writeEndObject();
        });
  }

  void datasets(HttpCall call, String project) throws IOException, ApiException {
    Warehouse warehouse = current.get();
    List<String> datasets =
        project.equals(warehouse.project())
            ? warehouse.datasets().stream().map(Dataset::name).toList()
            : List.<String>of();
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#datasetList");
          json.writeStringField("etag", JobWriter.etag(datasets.toString()));
          json.writeArrayFieldStart("datasets");
          for (String dataset : datasets) {
            json.writeStartObject();
            json.writeStringField("kind", "bigquery#dataset");
            datasetIdentity(json, project, dataset);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  void dataset(HttpCall call, String project, String name) throws IOException, ApiException {
    Dataset dataset = find(current.get(), project, name);
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#dataset");
          json.writeStringField("etag", JobWriter.etag(name + dataset.modified()));
          json.writeStringField(
              "selfLink", "%s/projects/%s/datasets/%s".formatted(call.base(), project, name));
          datasetIdentity(json, project, name);
          if (!dataset.description().isEmpty()) {
            json.writeStringField("description", dataset.description());
          }
          json.writeStringField("creationTime", millis(dataset.created()));
          json.writeStringField("lastModifiedTime", millis(dataset.modified()));
          json.writeStringField("type", "DEFAULT");
          json.writeEndObject();
        });
  }

  private static void datasetIdentity(JsonGenerator json, String project, String dataset)
      throws IOException {
    json.writeStringField("id", project + ":" + dataset);
    json.writeObjectFieldStart("datasetReference");
    json.writeStringField("projectId", project);
    json.writeStringField("datasetId", dataset);
    json.writeEndObject();
    json.writeStringField("location", Warehouse.LOCATION);
  }

  /** Fails for what is no dataset of the sandbox. */
  static Dataset find(Warehouse warehouse, String project, String dataset) throws ApiException {
    return warehouse
        .dataset(dataset)
        .filter(d -> project.equals(warehouse.project()))
        .orElseThrow(() -> ApiException.notFound("Dataset %s:%s".formatted(project, dataset)));
  }

  /** A moment as BigQuery's REST interface gives it. */
  static String millis(Instant moment) {
    return Long.toString(moment.toEpochMilli());
  }
}
