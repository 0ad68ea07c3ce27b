package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chaperone.googlesql.sandbox.engine.Warehouse;
import dev.chaperone.googlesql.sandbox.shop.SampleShop;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;

/** The methods of bigquery.projects and bigquery.datasets that read. */
final class CatalogApi {
  static final String CREATED =
      Long.toString(SampleShop.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());

  private final Warehouse warehouse;

  CatalogApi(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  void projects(HttpCall call) throws IOException, ApiException {
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
    List<String> datasets =
        project.equals(warehouse.project()) ? warehouse.datasets() : List.<String>of();
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
            datasetIdentity(json, dataset);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  void dataset(HttpCall call, String project, String dataset) throws IOException, ApiException {
    check(project, dataset);
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#dataset");
          json.writeStringField("etag", JobWriter.etag(dataset));
          json.writeStringField(
              "selfLink", "%s/projects/%s/datasets/%s".formatted(call.base(), project, dataset));
          datasetIdentity(json, dataset);
          json.writeStringField("description", "A made-up shop. Nobody in it is real.");
          json.writeStringField("creationTime", CREATED);
          json.writeStringField("lastModifiedTime", CREATED);
          json.writeStringField("type", "DEFAULT");
          json.writeEndObject();
        });
  }

  private void datasetIdentity(JsonGenerator json, String dataset) throws IOException {
    json.writeStringField("id", warehouse.project() + ":" + dataset);
    json.writeObjectFieldStart("datasetReference");
    json.writeStringField("projectId", warehouse.project());
    json.writeStringField("datasetId", dataset);
    json.writeEndObject();
    json.writeStringField("location", Warehouse.LOCATION);
  }

  /** Refuses what is no dataset of the sandbox. */
  void check(String project, String dataset) throws ApiException {
    if (!project.equals(warehouse.project()) || !warehouse.hasDataset(dataset)) {
      throw ApiException.notFound("Dataset %s:%s".formatted(project, dataset));
    }
  }
}
